package io.fusebox.agent.cli.demo;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.launch.AgentLoader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The demo's files and processes. Closing takes both away, and so does the end of this JVM; should it be killed, the
 * processes notice, and do it themselves.
 */
final class Stage implements AutoCloseable {
    static final String CONFIG = "fusebox.properties";
    static final String SHOP_JAR = "shop.jar";

    private static final int PATIENCE_SECONDS = 3;

    private final Timeline timeline;
    private final Path folder;
    private final Path agent;
    private final List<Process> processes = new ArrayList<>();
    private @Nullable Process bank;
    private boolean closed;

    /** @param timeline receives what happens */
    Stage(Timeline timeline) throws CommandFailed {
        this.timeline = timeline;
        try {
            agent = Path.of(AgentLoader.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            folder = Files.createTempDirectory("fusebox-demo-");
            Runtime.getRuntime().addShutdownHook(new Thread(this::end, "demo-end"));
            Files.write(folder.resolve(CONFIG), resource(CONFIG));
            Files.write(folder.resolve(SHOP_JAR), resource(SHOP_JAR));
        } catch (IOException | URISyntaxException e) {
            throw new CommandFailed("cannot set up the demo: " + e, e);
        }
    }

    /** The configuration file, as the agent reads it. */
    static String config() throws CommandFailed {
        try {
            return new String(resource(CONFIG), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailed("cannot set up the demo: " + e, e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        ClassLoader loader = Objects.requireNonNull(Stage.class.getClassLoader());
        try (InputStream in = loader.getResourceAsStream("demo/" + name)) {
            if (in == null) {
                throw new IOException("the agent's jar has no " + name);
            }
            return in.readAllBytes();
        }
    }

    /** Opens the bank at a port, 0 for any; its process id. */
    long openBank(int port) throws CommandFailed {
        // It will be killed, and then the JVM could not take its performance data file away.
        Process opened = startBank(port);
        bank = opened;
        read(opened.getErrorStream(), Event.Stray::new);
        start(() -> {
            timeline.addAll(opened.getInputStream(), Stage::bankEvent);
            timeline.add(new Event.BankKilled());
        });
        return opened.pid();
    }

    void killBank() {
        if (bank != null) {
            bank.destroyForcibly();
        }
    }

    /** Opens the shop, which calls the bank at that port, with the agent; its process id. */
    long openShop(int port) throws CommandFailed {
        Process opened =
                start(List.of("-javaagent:" + agent + "=" + CONFIG), "shop.Shop", "http://127.0.0.1:" + port + "/");
        read(opened.getErrorStream(), Stage::shopEvent);
        start(() -> {
            timeline.addAll(opened.getInputStream(), Event.Order::of);
            timeline.add(new Event.ShopEnded());
        });
        return opened.pid();
    }

    private static Event bankEvent(String line) {
        int number = Integer.parseInt(line.substring(line.indexOf('\t') + 1));
        return line.startsWith("up\t") ? new Event.BankOpened(number) : new Event.Request(number);
    }

    private static Event shopEvent(String line) {
        String prefix = "[fusebox] ";
        return line.startsWith(prefix) ? new Event.Logged(line.substring(prefix.length())) : new Event.Stray(line);
    }

    /** Starts a shop that takes an order every so many milliseconds; the reader of its streams is the caller. */
    Process startShop(int port, int pauseMillis, List<String> options) throws CommandFailed {
        List<String> all = new ArrayList<>(List.of("-javaagent:" + agent + "=" + CONFIG));
        all.addAll(options);
        return start(all, "shop.Shop", "http://127.0.0.1:" + port + "/", Integer.toString(pauseMillis));
    }

    /** Starts a bank; the reader of its streams is the caller. */
    Process startBank(int port) throws CommandFailed {
        return start(List.of("-XX:-UsePerfData"), "shop.Bank", Integer.toString(port));
    }

    /** Starts another program, which ends when its stdin does. */
    Process startOther(List<String> command) throws CommandFailed {
        return start(command);
    }

    private Process start(List<String> options, String program, String argument, String... more) throws CommandFailed {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", SHOP_JAR, program, argument, folder.toString()));
        command.addAll(List.of(more));
        return start(command);
    }

    private synchronized Process start(List<String> command) throws CommandFailed {
        if (closed) {
            throw new CommandFailed("the demo is over");
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // What the reader's own programs are run with would change the demo.
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("FUSEBOX_")
                        || name.equals("JAVA_TOOL_OPTIONS")
                        || name.equals("JDK_JAVA_OPTIONS")
                        || name.equals("CLASSPATH"));
        try {
            Process process = builder.start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new CommandFailed("cannot start a process: " + e.getMessage(), e);
        }
    }

    private void read(InputStream stream, Function<String, Event> event) {
        start(() -> timeline.addAll(stream, event));
    }

    private static void start(Runnable task) {
        Thread reader = new Thread(task, "demo-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** On Ctrl-C the processes end by themselves, too: that is no news. */
    private void end() {
        timeline.end();
        close();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            for (Process process : processes) {
                process.destroy();
            }
            for (Process process : processes) {
                if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
            Files.deleteIfExists(folder.resolve(CONFIG));
            Files.deleteIfExists(folder.resolve(SHOP_JAR));
            Files.deleteIfExists(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("left behind: " + folder + ": " + e.getMessage());
        }
    }
}
