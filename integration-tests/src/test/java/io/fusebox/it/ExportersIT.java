package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of {@code docs/observability} in the programs that they are for: the figures are those that the program counted
 * itself. Each program in two versions.
 */
class ExportersIT {
    private static final Path FILES = Path.of(System.getProperty("fusebox.test.documents"), "observability");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    static Stream<Arguments> jmxExporters() {
        return Stream.of(
                Arguments.of(Jdks.oldest(), "0.20.0", "jmx-exporter.yml", ShopFigures.Exporter.JMX),
                Arguments.of(
                        Jdks.oldest(), "1.0.1", "jmx-exporter-resilience4j.yml", ShopFigures.Exporter.RESILIENCE4J),
                Arguments.of(Jdks.newest(), "1.0.1", "jmx-exporter.yml", ShopFigures.Exporter.JMX),
                Arguments.of(
                        Jdks.newest(), "0.20.0", "jmx-exporter-resilience4j.yml", ShopFigures.Exporter.RESILIENCE4J));
    }

    @ParameterizedTest
    @MethodSource("jmxExporters")
    void theJmxExporterShowsWhatTheProgramCounted(Jdk jdk, String version, String rules, ShopFigures.Exporter exporter)
            throws Exception {
        int port = freePort();
        Path agent = Bed.jar("exporters", "jmx_prometheus_javaagent-" + version);
        try (ForkedJvm shop = shop(jdk, "-javaagent:" + agent + "=127.0.0.1:" + port + ":" + FILES.resolve(rules))) {
            // The MBeans of new keys come from Fusebox's own thread.
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(300))
                    .untilAsserted(() -> ShopFigures.check(exporter, scrape(port, version), counts()));
            assertThat(shop.ask("pay 5")).isEqualTo("done");
            ShopFigures.check(exporter, scrape(port, version), counts());
        }
    }

    /** From 1.0 on the exporter takes {@code _info} away. */
    private String scrape(int port, String version) throws Exception {
        String metrics = get(port, "/metrics").body();
        return version.startsWith("0.") ? metrics.replace("fusebox_info{", "fusebox{") : metrics;
    }

    static Stream<Arguments> openTelemetryAgents() {
        return Stream.of(Arguments.of(Jdks.oldest(), "2.32.0"), Arguments.of(Jdks.newest(), "2.33.1"));
    }

    @ParameterizedTest
    @MethodSource("openTelemetryAgents")
    void theOpenTelemetryAgentShowsWhatTheProgramCounted(Jdk jdk, String version) throws Exception {
        int port = freePort();
        try (ForkedJvm shop = shop(
                jdk,
                "-javaagent:" + Bed.jar("exporters", "opentelemetry-javaagent-" + version),
                "-Dotel.jmx.config=" + FILES.resolve("otel-jmx.yml"),
                "-Dotel.metrics.exporter=prometheus",
                "-Dotel.exporter.prometheus.host=127.0.0.1",
                "-Dotel.exporter.prometheus.port=" + port,
                "-Dotel.traces.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.jmx.discovery.delay=1000",
                "-Dotel.service.name=shop")) {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(300))
                    .untilAsserted(() -> ShopFigures.check(
                            ShopFigures.Exporter.OPEN_TELEMETRY,
                            get(port, "/metrics").body(),
                            counts()));
            assertThat(shop.ask("pay 5")).isEqualTo("done");
            ShopFigures.check(
                    ShopFigures.Exporter.OPEN_TELEMETRY, get(port, "/metrics").body(), counts());
        }
    }

    static Stream<Arguments> jolokias() {
        return Stream.of(
                Arguments.of(Jdks.oldest(), "2.2.9", false),
                Arguments.of(Jdks.newest(), "2.6.0", false),
                Arguments.of(Jdks.newest(), "2.2.9", true),
                Arguments.of(Jdks.oldest(), "2.6.0", true));
    }

    @ParameterizedTest
    @MethodSource("jolokias")
    void jolokiaShowsTheBreakersAndNothingElse(Jdk jdk, String version, boolean moves) throws Exception {
        Path policy = FILES.resolve(moves ? "jolokia-policy-moves.xml" : "jolokia-policy.xml");
        int port = freePort();
        String agent = Bed.jar("exporters", "jolokia-agent-jvm-" + version) + "=host=127.0.0.1,port=" + port;
        try (ForkedJvm shop = shop(jdk, "-javaagent:" + agent + ",policyLocation=" + policy.toUri())) {
            String breaker = "fusebox:type=CircuitBreaker,name=";
            assertThat(ask(port, read(breaker + "stock", "TotalRejectedCount")))
                    .contains("\"value\":" + count("stock||rejected"));
            assertThat(ask(port, read(breaker + "http,key=sick", "State"))).contains("\"value\":\"OPEN\"");
            assertThat(ask(port, read("fusebox:type=CircuitBreaker,*", "State")))
                    .contains("name=legacy", "FORCED_CLOSED", "name=audit", "FORCED_OPEN");
            assertThat(ask(port, read("fusebox:type=Fusebox", "ConfigProblemCount")))
                    .contains("\"value\":1");
            assertThat(status(port, exec("fusebox:type=Fusebox", "snapshotJson")))
                    .isEqualTo(200);
            assertThat(status(port, "{\"type\":\"version\"}")).isEqualTo(200);

            assertThat(status(port, read("java.lang:type=Runtime", "SystemProperties")))
                    .isEqualTo(403);
            assertThat(status(port, exec("java.lang:type=Memory", "gc"))).isEqualTo(403);
            assertThat(ask(port, "{\"type\":\"read\",\"mbean\":\"*:*\"}"))
                    .doesNotContain("java.home", "HeapMemoryUsage\":{");
            assertThat(status(port, "{\"type\":\"list\"}")).isEqualTo(403);
            assertThat(status(port, "{\"type\":\"search\",\"mbean\":\"*:*\"}")).isEqualTo(403);
            assertThat(status(
                            port,
                            "{\"type\":\"write\",\"mbean\":\"" + breaker
                                    + "stock\",\"attribute\":\"ErrorThreshold\",\"value\":7}"))
                    .isEqualTo(403);

            int allowed = moves ? 200 : 403;
            for (String operation : List.of("transitionToForcedOpen", "transitionToClosed", "reset")) {
                assertThat(status(port, exec(breaker + "eu.payments", operation)))
                        .as(operation)
                        .isEqualTo(allowed);
            }
            assertThat(status(
                            port,
                            "{\"type\":\"exec\",\"mbean\":\"" + breaker + "eu.payments\",\"operation\":"
                                    + "\"transitionToOpen(java.lang.Long)\",\"arguments\":[90]}"))
                    .isEqualTo(allowed);
            assertThat(status(port, exec(breaker + "http,key=sick", "transitionToClosed")))
                    .isEqualTo(allowed);
            assertThat(ask(port, read(breaker + "http,key=sick", "State")))
                    .contains("\"value\":\"" + (moves ? "CLOSED" : "OPEN"));
            assertThat(status(port, exec("fusebox:type=Fusebox", "reload"))).isEqualTo(allowed);
            if (moves) {
                assertThat(statusOf(get(port, "/jolokia/read/fusebox:type=Fusebox/Version")
                                .body()))
                        .as("by GET, which a link could do")
                        .isEqualTo(403);
                assertThat(statusOf(post(port, "{\"type\":\"version\"}", "http://evil.example")
                                .body()))
                        .as("by a foreign page")
                        .isEqualTo(403);
            } else {
                assertThat(get(port, "/jolokia/read/fusebox:*/State").body()).contains("\"State\":\"HALF_OPEN\"");
                assertThat(post(port, "{\"type\":\"version\"}", "http://evil.example")
                                .headers()
                                .allValues("Access-Control-Allow-Origin"))
                        .doesNotContain("http://evil.example", "*");
            }
            assertThat(shop.stderrOfProgram()).noneMatch(line -> line.contains("Exception"));
        }
    }

    private ForkedJvm shop(Jdk jdk, String... arguments) throws Exception {
        ForkedJvm shop = Programs.guarded(jdk, directory, ShopFigures.CONFIGURATION)
                .with(arguments)
                .run("com.acme.CountedShop", counts().toString());
        shop.awaitStdout("counted"::equals);
        return shop;
    }

    private Path counts() {
        return directory.resolve("counts");
    }

    private String count(String name) throws Exception {
        return Files.readAllLines(counts()).stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static String read(String mbean, String attribute) {
        return "{\"type\":\"read\",\"mbean\":\"" + mbean + "\",\"attribute\":\"" + attribute + "\"}";
    }

    private static String exec(String mbean, String operation) {
        return "{\"type\":\"exec\",\"mbean\":\"" + mbean + "\",\"operation\":\"" + operation + "\"}";
    }

    private String ask(int port, String request) throws Exception {
        return post(port, request, "http://localhost").body();
    }

    private int status(int port, String request) throws Exception {
        return statusOf(ask(port, request));
    }

    /** Jolokia answers with 200 and has its own status in the answer. */
    private static int statusOf(String answer) {
        Matcher status = Pattern.compile("\"status\":(\\d+)").matcher(answer);
        int last = -1;
        while (status.find()) {
            last = Integer.parseInt(status.group(1));
        }
        assertThat(last).as(Objects.requireNonNull(answer)).isPositive();
        return last;
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .GET());
    }

    private HttpResponse<String> post(int port, String body, String origin) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/jolokia/"))
                .header("Content-Type", "application/json")
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
