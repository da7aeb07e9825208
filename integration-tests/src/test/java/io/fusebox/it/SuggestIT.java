package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code suggest}: a JVM that has never seen Fusebox is watched, and what comes of it guards what was seen. */
class SuggestIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void writesAConfigurationThatGuardsWhatItSaw(Jdk jdk) throws Exception {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        http.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[2]);
            exchange.close();
        });
        http.start();
        try (ServerSocket words = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(words));
            answering.setDaemon(true);
            answering.start();
            String[] ports = {String.valueOf(http.getAddress().getPort()), String.valueOf(words.getLocalPort())};
            Path file = directory.resolve("fusebox.properties");
            try (ForkedJvm jvm = Programs.on(jdk, directory).run("com.acme.Talks", ports)) {
                jvm.awaitStdout("ready"::equals);
                Command suggest = Command.run(
                        jdk, directory, "suggest", Long.toString(jvm.pid()), "--for", "2s", "--out", file.toString());
                assertThat(suggest.exitCode()).as(suggest.toString()).isZero();
                assertThat(suggest.stderr()).containsExactly("2 breakers in " + file);
                jvm.say("stop");
            }
            List<String> lines = Files.readAllLines(file);
            assertThat(lines)
                    .contains(
                            "defaults.mode = observe",
                            "breaker.jdk-http.client = jdk-http",
                            "breaker.talks-ask.methods = com.acme.Talks#ask")
                    .anyMatch(line -> line.matches(
                            "# .+:" + ports[0] + ": \\d+\\.\\d reads a second, p50 \\d+\\.\\d ms, p99 \\d+\\.\\d ms"))
                    .anyMatch(line -> line.matches("# .*:" + ports[1] + ": .*"))
                    .anyMatch(line -> line.matches("# {3}com\\.acme\\.Talks\\.ask:\\d+"));
            assertThat(Command.run(jdk, directory, "check", file.toString()).exitCode())
                    .isZero();
            try (ForkedJvm jvm =
                    Programs.on(jdk, directory).withAgent("fusebox.properties").run("com.acme.Talks", ports)) {
                jvm.awaitStdout("ready"::equals);
                assertThat(Command.run(jdk, directory, "methods", Long.toString(jvm.pid()))
                                .stdout())
                        .contains("talks-ask: com.acme.Talks#ask(int)")
                        .anyMatch(line -> line.startsWith("jdk-http: sun.net.www.protocol.http.HttpURLConnection#"));
                assertThat(Command.run(jdk, directory, "config", Long.toString(jvm.pid()))
                                .stdout())
                        .contains("breaker.jdk-http.like = none  (default)")
                        .noneMatch(line -> line.startsWith("breaker.jdk-http.like = jdk-http"))
                        .anyMatch(line ->
                                line.startsWith("breaker.jdk-http.key = arg0.uri().getHost()  (preset jdk-http:"))
                        .anyMatch(line ->
                                line.startsWith("breaker.jdk-http.key = this.url.getHost()  (preset jdk-http:"));
                jvm.say("stop");
            }
        } finally {
            http.stop(0);
        }
    }

    private static void answer(ServerSocket server) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write(socket.getInputStream().read());
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
