package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Prometheus that scrapes every second. */
final class PrometheusServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Process process;
    private final int port;

    private PrometheusServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param rules a file with alert rules
     * @param targets what it scrapes, {@code host:port}, all of the job {@code shop}
     */
    static PrometheusServer start(Path directory, Path rules, List<String> targets) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(
                directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs:
                  - job_name: shop
                    static_configs: [{targets: %s}]
                """.formatted(rules, JSON.writeValueAsString(targets)));
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        Leash.hold(process);
        PrometheusServer server = new PrometheusServer(process, port);
        try {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> server.query("up").size() == targets.size());
            return server;
        } catch (Exception | Error failed) {
            server.close();
            throw failed;
        }
    }

    /** The series that a query gives now, with their values; without the name of the metric. */
    Map<Map<String, String>, Double> query(String query) throws Exception {
        Map<Map<String, String>, Double> all = new HashMap<>();
        for (JsonNode one : ask("query?query=" + encoded(query)).get("result")) {
            all.put(labels(one), one.get("value").get(1).asDouble());
        }
        return all;
    }

    /** The last values of a query over the last seconds. */
    Map<Map<String, String>, Double> queryRange(String query, int seconds) throws Exception {
        long now = System.currentTimeMillis() / 1000;
        Map<Map<String, String>, Double> all = new HashMap<>();
        String range = "&start=" + (now - seconds) + "&end=" + now + "&step=1";
        for (JsonNode one : ask("query_range?query=" + encoded(query) + range).get("result")) {
            JsonNode values = one.get("values");
            all.put(labels(one), values.get(values.size() - 1).get(1).asDouble());
        }
        return all;
    }

    /** The labels of the alerts that fire. */
    List<Map<String, String>> firing() throws Exception {
        return ask("alerts").get("alerts").findParents("state").stream()
                .filter(alert -> alert.get("state").asText().equals("firing"))
                .map(alert -> strings(alert.get("labels")))
                .toList();
    }

    private static Map<String, String> labels(JsonNode series) {
        Map<String, String> labels = strings(series.get("metric"));
        labels.remove("__name__");
        return labels;
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new HashMap<>();
        object.properties()
                .forEach(field -> strings.put(field.getKey(), field.getValue().asText()));
        return strings;
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).get("data");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
}
