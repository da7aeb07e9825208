package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code agent.http}: metrics, the page, the snapshot and moves of a running program. */
class HttpIT {
    private static final String[] KEYED = {
        "breaker.http.methods = com.acme.subject.Bank#charge", "breaker.http.key = arg0", "agent.http = 0"
    };
    private static final Pattern LISTENING = Pattern.compile("agent\\.http: listening on 127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void metricsForPrometheusAndOpenMetrics(Jdk jdk) throws Exception {
        try (ForkedJvm till = Programs.guarded(jdk, directory, KEYED).run("com.acme.Till")) {
            int port = port(till);
            till.ask("charge");
            HttpResponse<String> text = get(port, "/metrics", "Accept", "text/plain");
            assertThat(text.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(text.body())
                    .contains(
                            "fusebox_breaker_state{breaker=\"http\",key=\"1\",state=\"closed\"} 1\n",
                            "fusebox_breaker_calls_total{breaker=\"http\",key=\"1\",outcome=\"success\"} 1\n",
                            "fusebox_breaker_calls_total{breaker=\"http\",key=\"\",outcome=\"success\"} 0\n",
                            "fusebox_breaker_rejected_total{breaker=\"http\",key=\"1\"} 0\n",
                            "fusebox_breaker_active_calls{breaker=\"http\",key=\"1\"} 0\n",
                            "fusebox_breaker_admitted_ratio{breaker=\"http\",key=\"1\"} 1",
                            "fusebox_internal_errors_total 0\n",
                            "fusebox_config_problems 0\n",
                            "fusebox_info{version=\"1.0.0\"} 1\n")
                    .as("unknown so far")
                    .doesNotContain("fusebox_breaker_error_rate{");
            HttpResponse<String> open = get(port, "/metrics", "Accept", "application/openmetrics-text; version=1.0.0");
            assertThat(open.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
            assertThat(open.body()).endsWith("# EOF\n").contains("# TYPE fusebox_breaker_calls counter");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void thePageLoadsNothingFromElsewhere(Jdk jdk) throws Exception {
        try (ForkedJvm till = Programs.guarded(jdk, directory, KEYED).run("com.acme.Till")) {
            int port = port(till);
            HttpResponse<String> page = get(port, "/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'");
            assertThat(page.body()).doesNotContain("http://", "https://");
            Matcher parts = Pattern.compile("(?:src|href)=\"([^\"#]+)\"").matcher(page.body());
            int count = 0;
            while (parts.find()) {
                assertThat(get(port, "/" + parts.group(1)).statusCode())
                        .as(parts.group(1))
                        .isEqualTo(200);
                count++;
            }
            assertThat(count).isPositive();
            assertThat(get(port, "/api/breakers").body())
                    .startsWith("{\"now\":")
                    .contains("\"name\":\"http\"");
            assertThat(get(port, "/nothing").statusCode()).isEqualTo(404);
            assertThat(get(port, "/../fusebox.properties").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void movesTakeTheTokenAndNothingFromOtherSites(Jdk jdk) throws Exception {
        Files.writeString(directory.resolve("token"), "very secret\n");
        try (ForkedJvm till = Programs.guarded(
                        jdk, directory, KEYED[0], KEYED[1], KEYED[2], "agent.http-token-file = token")
                .run("com.acme.Till")) {
            int port = port(till);
            String move = "/api/breakers/http/force-open";
            assertThat(post(port, move).statusCode()).isEqualTo(401);
            assertThat(post(port, move, "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(401);
            assertThat(post(port, move, "Authorization", "Bearer very secret", "Origin", "http://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
            assertThat(post(port, move, "Authorization", "Bearer very secret").body())
                    .startsWith("http and its 1 key are now FORCED_OPEN");
            assertThat(till.ask("charge")).isEqualTo("[0, 0, 1]");
            assertThat(post(port, "/api/breakers/http/close?key=1", "Authorization", "Bearer very secret")
                            .body())
                    .startsWith("http[1] is now CLOSED");
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
            assertThat(raw(port, "GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void withoutATokenNobodyMovesAnything(Jdk jdk) throws Exception {
        try (ForkedJvm till = Programs.guarded(jdk, directory, KEYED).run("com.acme.Till")) {
            int port = port(till);
            assertThat(post(port, "/api/breakers/http/force-open", "Authorization", "Bearer ")
                            .statusCode())
                    .isBetween(400, 499);
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aReloadTurnsItOnAndOffAndWhileOffNothingOfItIsLoaded(Jdk jdk) throws Exception {
        Path classes = directory.resolve("classes.log");
        try (ForkedJvm till = Programs.guarded(jdk, directory, KEYED[0])
                .with("-Xlog:class+load:file=" + classes)
                .run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            String pid = Long.toString(till.pid());
            assertThat(Command.run(jdk, directory, "reload", pid).exitCode()).isZero();
            assertThat(Files.readAllLines(classes))
                    .noneMatch(line -> line.contains("io.fusebox.agent.http")
                            || line.contains("HttpSupport")
                            || line.contains("com.sun.net.httpserver"));
            Path file = directory.resolve("fusebox.properties");
            Files.writeString(file, KEYED[0] + "\n" + KEYED[2] + "\n");
            assertThat(Command.run(jdk, directory, "reload", pid).exitCode()).isZero();
            int port = port(till);
            assertThat(get(port, "/metrics").statusCode()).isEqualTo(200);
            Files.writeString(file, KEYED[0] + "\n");
            assertThat(Command.run(jdk, directory, "reload", pid).exitCode()).isZero();
            await().atMost(Duration.ofSeconds(20)).until(() -> isRefused(port));
            Files.writeString(file, KEYED[0] + "\n" + KEYED[2] + "\n");
            assertThat(Command.run(jdk, directory, "reload", pid).exitCode()).isZero();
            await().atMost(Duration.ofSeconds(20)).until(() -> ports(till).size() == 2);
            int second = ports(till).get(1);
            assertThat(get(second, "/metrics").statusCode()).isEqualTo(200);
            assertThat(Command.run(jdk, directory, "detach", pid).exitCode()).isZero();
            assertThat(isRefused(second)).isTrue();
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aTakenPortIsSaidOnceAndTheProgramRuns(Jdk jdk) throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                ForkedJvm till = Programs.guarded(
                                jdk, directory, KEYED[0], "agent.http = 0.0.0.0:" + taken.getLocalPort())
                        .run("com.acme.Till")) {
            till.awaitStderr(line -> line.contains("agent.http = ") && line.contains("cannot be served"));
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
        }
    }

    private static int port(ForkedJvm till) {
        till.awaitStderr(line -> LISTENING.matcher(line).find());
        return ports(till).get(0);
    }

    private static List<Integer> ports(ForkedJvm till) {
        return till.stderr().stream()
                .map(LISTENING::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    private HttpResponse<String> get(int port, String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(uri(port, path)).GET(), headers);
    }

    private HttpResponse<String> post(int port, String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(uri(port, path)).POST(HttpRequest.BodyPublishers.noBody()), headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static boolean isRefused(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}
