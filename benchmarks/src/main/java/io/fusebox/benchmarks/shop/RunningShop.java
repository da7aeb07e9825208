package io.fusebox.benchmarks.shop;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The application, running. */
final class RunningShop implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port = Tools.freePort();
    private final Place place;
    private final Process process;
    private final long begin = System.nanoTime();

    /** @param options of the JVM */
    RunningShop(Place place, List<String> options) throws IOException {
        this.place = place;
        List<String> command = new ArrayList<>(List.of(Tools.ofJdk("java"), "-Xmx512m"));
        command.addAll(options);
        command.addAll(List.of(
                "-jar",
                place.home().resolve("target/shop.jar").toString(),
                "--server.port=" + port,
                "--bank.url=" + place.bank(),
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + place.database() + "/postgres"));
        process = new ProcessBuilder(command)
                .directory(place.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(place.directory().resolve("shop.log").toFile())
                .start();
    }

    double awaitFirstAnswer() throws Exception {
        while (true) {
            try {
                order();
                return (System.nanoTime() - begin) / 1e9;
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(
                            Files.readString(place.directory().resolve("shop.log")), notYet);
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    void order() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/order/tea"))
                .timeout(Duration.ofSeconds(60))
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    double cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }

    String jcmd(String what) throws Exception {
        return Tools.run(Tools.ofJdk("jcmd"), String.valueOf(process.pid()), what);
    }

    /** Attaches another agent. */
    void load(String jar) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
        try {
            machine.loadAgent(jar);
        } finally {
            machine.detach();
        }
    }

    /** Runs a command of the agent's jar on it; what the command prints. */
    String command(Path agent, String name, String... more) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Tools.ofJdk("java"), "-jar", agent.toString(), name, String.valueOf(process.pid())));
        command.addAll(List.of(more));
        return Tools.run(command.toArray(String[]::new));
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /**
     * What a shop needs to run.
     *
     * @param directory for its log
     * @param home the folder with its jar and its configuration
     * @param database the port of PostgreSQL
     * @param bank the URL of the bank
     */
    record Place(Path directory, Path home, String database, String bank) {}
}
