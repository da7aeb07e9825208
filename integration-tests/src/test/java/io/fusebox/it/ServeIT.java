package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code serve}: one page, and one address for Prometheus, for all JVMs of a machine. */
class ServeIT {
    private static final String[] KEYED = {
        "breaker.http.methods = com.acme.subject.Bank#charge", "breaker.http.key = arg0"
    };
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private Path shop;

    /** The program in a jar of an unmistakable name. */
    @BeforeEach
    void pack() throws IOException {
        shop = directory.resolve("served-shop.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "com.acme.Till");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, Programs.CLASSES.toUri().toString());
        try (OutputStream file = Files.newOutputStream(shop)) {
            new JarOutputStream(file, manifest).close();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void jvmsComeStopGoOnAndEnd(Jdk jdk) throws Exception {
        try (ForkedJvm first = shop(jdk);
                ForkedJvm second = shop(jdk);
                ForkedJvm serve = serve(jdk, "served-shop")) {
            URI at = address(serve);
            assertThat(first.ask("charge")).isEqualTo("[1, 0, 0]");
            awaitMetrics(at, calls(first, "1", 1));
            awaitMetrics(at, calls(second, "", 0));
            assertThat(get(at, "/metrics").body())
                    .contains(
                            "fusebox_breaker_state{jvm=\"served-shop.jar\",pid=\"" + first.pid()
                                    + "\",breaker=\"http\",key=\"1\",state=\"closed\"} 1\n",
                            "fusebox_info{jvm=\"served-shop.jar\",pid=\"" + second.pid() + "\",version=\"1.0.0\"} 1\n");
            assertThat(get(at, "/").body()).contains("<html");

            signal("STOP", second);
            // An answer is kept for a moment.
            await().atMost(LIMIT).until(() -> !get(at, "/metrics").body().contains("pid=\"" + second.pid() + "\""));
            for (int scrape = 0; scrape < 3; scrape++) {
                long begin = System.nanoTime();
                assertThat(get(at, "/metrics").body()).contains(calls(first, "1", 1));
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            }
            assertThat(get(at, "/api/breakers").body())
                    .contains("\"pid\":\"" + second.pid() + "\",\"problem\":\"it does not answer: it may be stopped");
            signal("CONT", second);
            awaitMetrics(at, calls(second, "", 0));

            first.close();
            await().atMost(LIMIT).until(() -> !get(at, "/api/breakers").body().contains("\"" + first.pid() + "\""));
            try (ForkedJvm third = shop(jdk)) {
                third.awaitStdout("ready"::equals);
                third.ask("charge");
                awaitMetrics(at, calls(third, "1", 1));
                assertThat(get(at, "/metrics").body()).contains(calls(second, "", 0));
                serve.awaitStderr(line -> line.equals("shows served-shop.jar (" + third.pid() + ")"));
                assertThat(Command.run(jdk, directory, "detach", Long.toString(third.pid()))
                                .exitCode())
                        .isZero();
                await().atMost(LIMIT)
                        .until(() -> !get(at, "/api/breakers").body().contains("\"" + third.pid() + "\""));
                serve.awaitStderr(line -> line.equals("no longer shows served-shop.jar (" + third.pid() + ")"));
            }
            assertThat(serve.stderr())
                    .contains(
                            "shows served-shop.jar (" + first.pid() + ")",
                            "no longer shows served-shop.jar (" + first.pid() + ")")
                    .allMatch(line -> line.matches("(shows|no longer shows) served-shop\\.jar \\(\\d+\\)"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void movesTakeTheTokenAndNameTheJvm(Jdk jdk) throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "very secret\n");
        try (ForkedJvm first = shop(jdk);
                ForkedJvm second = shop(jdk);
                ForkedJvm serve = serve(jdk, "served-shop", "--token-file", token.toString())) {
            URI at = address(serve);
            awaitMetrics(at, calls(first, "", 0));
            awaitMetrics(at, calls(second, "", 0));
            String move = "/api/breakers/http/force-open";
            assertThat(post(at, move, "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(401);
            assertThat(post(at, move, "Authorization", "Bearer very secret", "Origin", "http://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            String[] secret = {"Authorization", "Bearer very secret"};
            assertThat(post(at, move, secret).body())
                    .startsWith("several JVMs have such a breaker: add pid= with one of ")
                    .contains(Long.toString(first.pid()), Long.toString(second.pid()));
            assertThat(post(at, "/api/breakers/*/force-open?pid=" + first.pid(), secret)
                            .body())
                    .startsWith("there is no such breaker");
            assertThat(post(at, move + "?pid=" + second.pid(), secret).body()).startsWith("http");
            assertThat(second.ask("charge")).isEqualTo("[0, 0, 1]");
            assertThat(first.ask("charge")).isEqualTo("[1, 0, 0]");
            assertThat(post(at, "/api/breakers/http/close?key=1&pid=" + second.pid(), secret)
                            .body())
                    .startsWith("http[1] is now CLOSED");
            assertThat(second.ask("charge")).isEqualTo("[1, 0, 0]");
        }
    }

    @Test
    void allJvmsAreServedWithoutBeingNamedAndNobodyMovesThemWithoutAToken() throws Exception {
        Jdk jdk = Jdks.oldest();
        try (ForkedJvm till = shop(jdk);
                ForkedJvm serve = serve(jdk)) {
            URI at = address(serve);
            awaitMetrics(at, calls(till, "", 0));
            assertThat(post(at, "/api/breakers/http/open?pid=" + till.pid(), "Authorization", "Bearer ")
                            .body())
                    .isEqualTo("moves are not allowed here: serve runs without --token-file\n");
        }
    }

    @Test
    void aProcessThatWasNamedEndsAndSoDoesServe() throws Exception {
        Jdk jdk = Jdks.newest();
        try (ForkedJvm till = shop(jdk);
                ForkedJvm serve = serve(jdk, Long.toString(till.pid()))) {
            awaitMetrics(address(serve), calls(till, "", 0));
            till.close();
            assertThat(serve.awaitExit()).isEqualTo(1);
            assertThat(serve.stderr()).endsWith("process " + till.pid() + " has ended");
        }
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Jdk jdk = Jdks.oldest();
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = "127.0.0.1:" + taken.getLocalPort();
            assertThat(Command.run(jdk, directory, "serve", "--listen", port, "served-shop")
                            .complaint())
                    .startsWith("cannot listen on " + port + ": ")
                    .endsWith("choose where with --listen");
        }
        assertThat(Command.run(jdk, directory, "serve", "999999999").complaint())
                .isEqualTo("there is no process 999999999");
        assertThat(Command.run(jdk, directory, "serve", "--token-file", "nowhere", "served-shop")
                        .complaint())
                .startsWith("there is no file nowhere that can be read");
        for (String[] misused : new String[][] {
            {"serve", "--listen", "http://localhost:80/"}, {"serve", "app.acme.com:9010"}, {"serve", "--prot", "80"}
        }) {
            assertThat(Command.run(jdk, directory, misused).exitCode()).isEqualTo(2);
        }
        ForkedJvm.Builder runtime = ForkedJvm.on(jdk)
                .in(directory)
                .with("--limit-modules", "java.management.rmi,java.instrument,jdk.attach,jdk.internal.jvmstat");
        assertThat(Command.run(runtime, "serve", "served-shop").complaint())
                .isEqualTo("this Java has no HTTP server: its runtime image lacks jdk.httpserver");
    }

    private ForkedJvm shop(Jdk jdk) throws IOException {
        return Programs.guarded(jdk, directory, KEYED).launch("-jar", shop.toString());
    }

    private ForkedJvm serve(Jdk jdk, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 3];
        all[0] = "serve";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--listen";
        all[all.length - 1] = "0";
        return ForkedJvm.on(jdk).in(directory).runAgentJar(all);
    }

    private static URI address(ForkedJvm serve) {
        serve.awaitStdout(line -> line.startsWith("listening on "));
        return URI.create(serve.stdout().get(0).substring("listening on ".length()));
    }

    private static String calls(ForkedJvm jvm, String key, int count) {
        return "fusebox_breaker_calls_total{jvm=\"served-shop.jar\",pid=\"" + jvm.pid() + "\",breaker=\"http\",key=\""
                + key + "\",outcome=\"success\"} " + count + "\n";
    }

    private void awaitMetrics(URI at, String line) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(get(at, "/metrics").body()).contains(line));
    }

    private static void signal(String signal, ForkedJvm jvm) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(jvm.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    private HttpResponse<String> get(URI at, String path) throws Exception {
        return send(HttpRequest.newBuilder(at.resolve(path)).GET());
    }

    private HttpResponse<String> post(URI at, String path, String... headers) throws Exception {
        return send(
                HttpRequest.newBuilder(at.resolve(path)).headers(headers).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
