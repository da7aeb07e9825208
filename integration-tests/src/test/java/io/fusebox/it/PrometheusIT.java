package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint of an agent, {@code serve}, the alert rules and the board with a real Prometheus. */
class PrometheusIT {
    private static final Path FILES = Path.of(System.getProperty("fusebox.test.documents"), "observability");
    private static final Pattern LISTENING = Pattern.compile("listening on (?:http://)?(127\\.0\\.0\\.1:\\d+)");
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** What {@code $__rate_interval} and {@code $__range} stand for. */
    private static final int RATE_SECONDS = 10;

    private static final int RANGE_SECONDS = 300;

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @Test
    void theAlertRulesPassTheirTests() throws Exception {
        assertThat(run(FILES, "", "promtool", "check", "rules", "alerts.yml")).contains("SUCCESS");
        assertThat(run(FILES, "", "promtool", "test", "rules", "alerts-test.yml"))
                .contains("SUCCESS");
    }

    @Test
    void prometheusSeesWhatTheProgramDidAndTheAlertsFire() throws Exception {
        Files.writeString(directory.resolve("token"), "secret\n");
        Path counts = directory.resolve("counts");
        try (ForkedJvm shop = Programs.guarded(Jdks.newest(), directory, configuration())
                        .run("com.acme.CountedShop", counts.toString());
                ForkedJvm serve = ForkedJvm.on(Jdks.oldest())
                        .in(directory)
                        .runAgentJar("serve", "--listen", "0", Long.toString(shop.pid()))) {
            shop.awaitStdout("counted"::equals);
            shop.awaitStderr(line -> LISTENING.matcher(line).find());
            serve.awaitStdout(line -> LISTENING.matcher(line).find());
            String agent = address(shop.stderr());
            String served = address(serve.stdout());
            ShopFigures.check(ShopFigures.Exporter.AGENT, get(agent, "/metrics"), counts);
            await().atMost(LIMIT).until(() -> get(served, "/metrics").contains("ghost"));
            for (String address : List.of(agent, served)) {
                assertThat(run(directory, get(address, "/metrics"), "promtool", "check", "metrics"))
                        .isEmpty();
            }

            // Nobody waits an hour here.
            Path rules = Files.writeString(
                    directory.resolve("alerts.yml"),
                    Files.readString(FILES.resolve("alerts.yml")).replaceAll("for: \\w+", "for: 2s"));
            try (PrometheusServer prometheus = PrometheusServer.start(directory, rules, List.of(agent, served))) {
                assertThat(prometheus.query("fusebox_info{version=\"1.0.0\"}")).hasSize(2);
                shop.ask("work");
                flap(agent);
                Map<String, Double> rates = rates(shop, counts);
                checkBoard(prometheus, "instance=~\"" + agent + "\"", "–", rates);
                checkBoard(prometheus, "instance=~\"" + served + "\"", "com.acme.CountedShop " + shop.pid(), rates);
                checkAlerts(prometheus);
                haveFaultsInside(shop);
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(alerts(prometheus)).contains("FuseboxInternalErrors"));
            }
        }
    }

    /** From now on Fusebox calls a member of the program's results that throws (R15). */
    private void haveFaultsInside(ForkedJvm shop) throws Exception {
        Path file = directory.resolve("fusebox.properties");
        Files.writeString(
                file, Files.readString(file) + "\nbreaker.eu.payments.error-when = result.substring(99) == \"\"\n");
        Command reload = Command.run(Jdks.newest(), directory, "reload", Long.toString(shop.pid()));
        assertThat(reload.exitCode()).as("the file has problems all along").isEqualTo(1);
    }

    private static List<String> alerts(PrometheusServer prometheus) throws Exception {
        return prometheus.firing().stream()
                .map(labels -> labels.get("alertname"))
                .toList();
    }

    private static String[] configuration() {
        List<String> all = new ArrayList<>(Arrays.asList(ShopFigures.CONFIGURATION));
        all.add("agent.http = 0");
        all.add("agent.http-token-file = token");
        return all.toArray(String[]::new);
    }

    /** Opens and closes a breaker that nobody calls, so that Prometheus sees each change. */
    private void flap(String agent) throws Exception {
        for (int i = 0; i < 4; i++) {
            for (String move : List.of("open", "close")) {
                HttpResponse<String> moved = client.send(
                        HttpRequest.newBuilder(URI.create("http://" + agent + "/api/breakers/ghost/" + move))
                                .header("Authorization", "Bearer secret")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
                // A scrape comes every second.
                TimeUnit.MILLISECONDS.sleep(1300);
            }
        }
    }

    /** Calls a second over the last seconds, as the program counts them: {@code stock||rejected}. */
    private static Map<String, Double> rates(ForkedJvm shop, Path counts) throws Exception {
        shop.ask("count");
        Map<String, Long> before = counted(counts);
        long begin = System.nanoTime();
        TimeUnit.SECONDS.sleep(RATE_SECONDS + 1);
        shop.ask("count");
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<String, Double> rates = new HashMap<>();
        counted(counts).forEach((name, count) -> {
            long calls = count - before.getOrDefault(name, 0L);
            if (calls > 0) {
                rates.put(name, calls / seconds);
            }
        });
        assertThat(rates).containsKeys("stock||rejected", "mail||success", "search||success", "legacy||error");
        return rates;
    }

    private static Map<String, Long> counted(Path counts) throws Exception {
        Map<String, Long> all = new TreeMap<>();
        for (String line : Files.readAllLines(counts)) {
            int space = line.lastIndexOf(' ');
            all.put(line.substring(0, space), Long.valueOf(line.substring(space + 1)));
        }
        return all;
    }

    /** Asks each query of the board; what it gives must be what the program did. */
    private static void checkBoard(
            PrometheusServer prometheus, String instance, String program, Map<String, Double> rates) throws Exception {
        JsonNode board =
                new ObjectMapper().readTree(FILES.resolve("grafana-board.json").toFile());
        Map<String, String> all = new HashMap<>();
        for (JsonNode variable : board.get("templating").get("list")) {
            all.put(variable.get("name").asText(), variable.path("allValue").asText());
        }
        Map<String, List<Map<Map<String, String>, Double>>> panels = new HashMap<>();
        for (JsonNode panel : board.findParents("targets")) {
            List<Map<Map<String, String>, Double>> results = new ArrayList<>();
            for (JsonNode target : panel.get("targets")) {
                String query = target.get("expr")
                        .asText()
                        .replace("instance=~\"$instance\"", instance)
                        .replace("$__rate_interval", RATE_SECONDS + "s")
                        .replace("$__range", RANGE_SECONDS + "s")
                        .replace("$job", all.get("job"))
                        .replace("$jvm", all.get("jvm"))
                        .replace("$breaker", all.get("breaker"))
                        .replace("$key", all.get("key"));
                results.add(
                        target.path("instant").asBoolean() ? prometheus.query(query) : prometheus.queryRange(query, 5));
            }
            panels.put(panel.get("title").asText(), results);
        }
        assertThat(panels.values().stream().mapToInt(List::size).sum())
                .as("queries")
                .isEqualTo(32);
        // There are 16 breakers. The program opened three of them, and its operator moved three.
        is(panels, "Open", 3);
        is(panels, "Forced open", 1);
        is(panels, "Half open", 1);
        is(panels, "Forced closed", 1);
        is(panels, "Closed", 10);
        is(panels, "Config problems", 1);
        is(panels, "Unmatched patterns", 2);
        is(panels, "Internal errors", 0);
        double rejected = sum(rates, "rejected");
        double ended = sum(rates, "success", "error", "ignored", "cancelled");
        assertThat(only(panels.get("Calls rejected").get(0))).isCloseTo(rejected / (rejected + ended), within(0.05));
        checkTable(panels.get("Breakers, the worst first"), program, rates);
        checkCharts(panels, rates);
    }

    private static void checkTable(
            List<Map<Map<String, String>, Double>> columns, String program, Map<String, Double> rates) {
        Map<String, Double> states = byBreaker(columns.get(0));
        assertThat(states).hasSize(16);
        assertThat(states)
                .containsEntry("stock", 4.0)
                .containsEntry("http[sick]", 4.0)
                .containsEntry("audit", 3.0)
                .containsEntry("probing", 2.0)
                .containsEntry("legacy", 1.0)
                .containsEntry("http[line\nbreak]", 0.0);
        if (!program.equals("–")) {
            assertThat(columns.get(0).keySet()).allMatch(labels -> program.equals(labels.get("process")));
        }
        assertThat(byBreaker(columns.get(1)).keySet()).containsExactlyInAnyOrder("stock", "search", "http[sick]");
        assertThat(byBreaker(columns.get(2))).containsEntry("stock", 0.0).containsEntry("mail", 1.0);
        assertThat(byBreaker(columns.get(3)).get("mail"))
                .isCloseTo(rates.get("mail||success"), near(rates, "mail||success"));
        assertThat(byBreaker(columns.get(4)).get("legacy")).isEqualTo(1);
        assertThat(byBreaker(columns.get(5)).get("stock"))
                .isCloseTo(rates.get("stock||rejected"), near(rates, "stock||rejected"));
        assertThat(byBreaker(columns.get(6))).containsEntry("probing", 1.0).containsEntry("ghost", 0.0);
        assertThat(byBreaker(columns.get(7)).get("ghost")).as("openings").isBetween(2.5, 6.0);
        assertThat(byBreaker(columns.get(7))).containsEntry("stock", 0.0);
    }

    private static void checkCharts(
            Map<String, List<Map<Map<String, String>, Double>>> panels, Map<String, Double> rates) {
        assertThat(byBreaker(panels.get("Breakers that were not closed all the time")
                                .get(0))
                        .keySet())
                .containsExactlyInAnyOrder("stock", "search", "http[sick]", "audit", "legacy", "probing", "ghost");
        List<Map<Map<String, String>, Double>> calls = panels.get("Calls by outcome");
        for (String outcome : List.of("success", "error", "ignored")) {
            assertThat(calls.get(0).get(Map.of("outcome", outcome)))
                    .as(outcome)
                    .isCloseTo(sum(rates, outcome), within(Math.max(1, sum(rates, outcome) * 0.3)));
        }
        assertThat(only(calls.get(1))).isCloseTo(sum(rates, "rejected"), within(sum(rates, "rejected") * 0.3));
        double observed = rates.get("search||success");
        assertThat(only(calls.get(2))).isCloseTo(observed, within(observed * 0.3));
        assertThat(byBreaker(panels.get("Rejected calls").get(0)).keySet()).containsExactly("stock");
        assertThat(byBreaker(panels.get("Error rate").get(0))).containsOnly(Map.entry("legacy", 1.0));
        assertThat(byBreaker(panels.get("Slow calls").get(0)).get("mail")).isCloseTo(0.5, within(0.1));
        assertThat(byBreaker(panels.get("Openings").get(0)).keySet()).isSubsetOf("ghost");
        assertThat(byBreaker(panels.get("Calls in flight").get(0))).containsEntry("probing", 1.0);
        assertThat(byBreaker(panels.get("Rates that the breakers decide by").get(1))
                        .keySet())
                .containsExactly("mail");
        assertThat(byBreaker(panels.get("Admitted share").get(0)).keySet())
                .contains("stock", "audit", "probing")
                .doesNotContain("mail", "legacy");
        assertThat(byBreaker(panels.get("Time to the next probe").get(0)).keySet())
                .contains("stock", "search", "http[sick]");
        assertThat(panels.get("Late outcomes").get(0)).isEmpty();
        assertThat(byBreaker(panels.get("Would be rejected (mode observe)").get(0))
                        .keySet())
                .containsExactly("search");
    }

    private static void is(Map<String, List<Map<Map<String, String>, Double>>> panels, String panel, double value) {
        assertThat(only(Objects.requireNonNull(panels.get(panel), panel).get(0)))
                .as(panel)
                .isEqualTo(value);
    }

    private static double only(Map<Map<String, String>, Double> series) {
        assertThat(series).hasSize(1);
        return series.values().iterator().next();
    }

    private static org.assertj.core.data.Offset<Double> near(Map<String, Double> rates, String name) {
        return within(rates.get(name) * 0.3);
    }

    private static double sum(Map<String, Double> rates, String... words) {
        Collection<String> all = List.of(words);
        return rates.entrySet().stream()
                .filter(rate ->
                        all.contains(rate.getKey().substring(rate.getKey().lastIndexOf('|') + 1)))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Double> byBreaker(Map<Map<String, String>, Double> series) {
        return series.entrySet().stream().collect(Collectors.toMap(one -> name(one.getKey()), Map.Entry::getValue));
    }

    private static String name(Map<String, String> labels) {
        String key = labels.getOrDefault("key", "");
        return labels.get("breaker") + (key.isEmpty() || key.equals("–") ? "" : '[' + key + ']');
    }

    /** Every alert fires but FuseboxInternalErrors: Fusebox has had no fault yet. */
    private static void checkAlerts(PrometheusServer prometheus) {
        await().atMost(LIMIT).untilAsserted(() -> {
            List<String> firing = prometheus.firing().stream()
                    .map(labels -> labels.get("alertname") + " " + labels.getOrDefault("breaker", ""))
                    .toList();
            assertThat(firing)
                    .contains(
                            "FuseboxBreakerOpen stock",
                            "FuseboxBreakerOpen search",
                            "FuseboxBreakerOpenEverywhere stock",
                            "FuseboxBreakerFlapping ghost",
                            "FuseboxCallsRejected stock",
                            "FuseboxBreakerForced audit",
                            "FuseboxBreakerForced legacy",
                            "FuseboxConfigProblems ",
                            "FuseboxUnmatchedPatterns ")
                    .doesNotContain("FuseboxInternalErrors ", "FuseboxBreakerOpen mail", "FuseboxCallsRejected mail");
        });
    }

    private static String address(List<String> lines) {
        for (String line : lines) {
            Matcher found = LISTENING.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError(lines);
    }

    private String get(String address, String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://" + address + path))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String run(Path directory, String input, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        Leash.hold(process);
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
