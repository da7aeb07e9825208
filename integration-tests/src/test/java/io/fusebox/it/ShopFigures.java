package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The figures that {@code com.acme.CountedShop} must show: computed from what the program counted itself. */
final class ShopFigures {
    static final String[] CONFIGURATION = {
        "defaults.error-threshold = 3",
        "defaults.reset-timeout = 1h",
        "defaults.ignore-exceptions = java.lang.IllegalArgumentException",
        "breaker.eu.payments.methods = com.acme.CountedShop$Client#payments",
        "breaker.stock.methods = com.acme.CountedShop$Client#stock",
        "breaker.mail.methods = com.acme.CountedShop$Client#mail",
        "breaker.mail.error-threshold = 100",
        "breaker.mail.error-rate-threshold = 90%",
        "breaker.mail.slow-call-duration = 40ms",
        "breaker.mail.slow-call-rate-threshold = 90%",
        "breaker.mail.minimum-calls = 10",
        "breaker.search.methods = com.acme.CountedShop$Client#search",
        "breaker.search.mode = observe",
        "breaker.http.methods = com.acme.CountedShop$Client#http",
        "breaker.http.key = arg0",
        "breaker.audit.methods = com.acme.CountedShop$Client#audit",
        "breaker.legacy.methods = com.acme.CountedShop$Client#legacy",
        "breaker.probing.methods = com.acme.CountedShop$Client#probing",
        "breaker.probing.probe-timeout = off",
        "breaker.typo.methods = com.acme.CountedShop$Client#payments",
        "breaker.typo.eror-threshold = 3",
        "breaker.ghost.methods = com.acme.Ghost#haunt, com.acme.Ghost2#haunt",
        "agent.reload-interval = off"
    };

    private static final Map<String, String> STATES = Map.of(
            "stock|", "open",
            "search|", "open",
            "http|sick", "open",
            "audit|", "forced_open",
            "legacy|", "forced_closed",
            "probing|", "half_open");
    private static final Pattern QUOTED = Pattern.compile("[,=:\"*?\n]");
    private static final double RETRY_TOLERANCE = 300;

    /** Who shows the figures. */
    enum Exporter {
        /** {@code GET /metrics} of the agent. */
        AGENT,
        /** The JMX exporter with our names: keys look as in the names of MBeans, {@code _info} is taken away. */
        JMX,
        /** The JMX exporter with resilience4j's names. */
        RESILIENCE4J,
        /** The OpenTelemetry agent. */
        OPEN_TELEMETRY
    }

    private final Exporter exporter;
    private final Map<Series, Double> expected = new HashMap<>();

    private ShopFigures(Exporter exporter) {
        this.exporter = exporter;
    }

    /** Compares a scrape with the file that the program wrote: each figure must be right, and none may be there besides. */
    static void check(Exporter exporter, String scrape, Path counts) throws IOException {
        ShopFigures figures = new ShopFigures(exporter);
        figures.expect(counts);
        String prefix = exporter == Exporter.RESILIENCE4J ? "resilience4j" : "fusebox";
        List<String> wrong = new ArrayList<>();
        Map<Series, Double> shown = Series.of(scrape, prefix);
        figures.expected.forEach((series, value) -> {
            Double is = shown.remove(series);
            double tolerance = series.name().endsWith("retry_after_seconds") && value > 0 ? RETRY_TOLERANCE : 1e-9;
            if (is == null || Math.abs(is - value) > tolerance) {
                wrong.add(series + ": " + is + " instead of " + value);
            }
        });
        shown.forEach((series, value) -> wrong.add(series + " = " + value + " should not be there"));
        assertThat(wrong).as(exporter.name()).isEmpty();
        assertThat(figures.expected).hasSizeGreaterThan(150);
    }

    private void expect(Path counts) throws IOException {
        Map<String, Map<String, Long>> breakers = new TreeMap<>();
        for (String line : Files.readAllLines(counts)) {
            int space = line.lastIndexOf(' ');
            int bar = line.lastIndexOf('|', space);
            breakers.computeIfAbsent(line.substring(0, bar), none -> new HashMap<>())
                    .put(line.substring(bar + 1, space), Long.valueOf(line.substring(space + 1)));
        }
        // Nobody calls these.
        breakers.put("http|", Map.of());
        breakers.put("ghost|", Map.of());
        breakers.forEach((breaker, words) -> {
            int bar = breaker.indexOf('|');
            String key = breaker.substring(bar + 1).replace("\\n", "\n");
            String state = STATES.getOrDefault(breaker, "closed");
            if (exporter == Exporter.RESILIENCE4J) {
                expectResilience4j(breaker.substring(0, bar), key, state, words);
            } else {
                expect(breaker.substring(0, bar), key, state, words);
            }
        });
        if (exporter != Exporter.RESILIENCE4J) {
            expected.put(Series.of("fusebox_internal_errors_total"), 0.0);
            expected.put(Series.of("fusebox_config_problems"), 1.0);
            expected.put(Series.of("fusebox_unmatched_patterns"), 2.0);
            // The client library of the two exporters takes _info away.
            expected.put(
                    exporter == Exporter.AGENT
                            ? Series.of("fusebox_info", "version", "1.0.0")
                            : Series.of(
                                    "fusebox",
                                    "version",
                                    "1.0.0",
                                    "agent",
                                    exporter == Exporter.OPEN_TELEMETRY ? "attached" : ""),
                    1.0);
        }
    }

    private void expect(String breaker, String key, String state, Map<String, Long> words) {
        String[] labels = {"breaker", breaker, "key", exporter == Exporter.JMX ? quoted(key) : key};
        for (String one : List.of("closed", "open", "half_open", "forced_open", "forced_closed")) {
            put("fusebox_breaker_state", one.equals(state) ? 1 : 0, labels, "state", one);
        }
        if (exporter == Exporter.OPEN_TELEMETRY) {
            put("fusebox_breaker_state", 0, labels, "state", "unknown");
        }
        for (String outcome : List.of("success", "error", "ignored", "cancelled")) {
            put("fusebox_breaker_calls_total", words.getOrDefault(outcome, 0L), labels, "outcome", outcome);
        }
        boolean isMail = breaker.equals("mail");
        put("fusebox_breaker_rejected_total", words.getOrDefault("rejected", 0L), labels);
        put("fusebox_breaker_would_reject_total", breaker.equals("search") ? 6 : 0, labels);
        put("fusebox_breaker_late_total", 0, labels);
        put("fusebox_breaker_slow_total", isMail ? 3 : 0, labels);
        put("fusebox_breaker_opened_total", state.equals("open") ? 1 : 0, labels);
        put("fusebox_breaker_active_calls", words.getOrDefault("active", 0L), labels);
        put("fusebox_breaker_admitted_ratio", state.endsWith("closed") ? 1 : 0, labels);
        if (isMail) {
            put("fusebox_breaker_error_rate", 0.4, labels);
            put("fusebox_breaker_slow_call_rate", 0.3, labels);
        }
        if (!state.equals("forced_open")) {
            put("fusebox_breaker_retry_after_seconds", state.equals("open") ? 3600 : 0, labels);
        }
    }

    private void expectResilience4j(String breaker, String key, String state, Map<String, Long> words) {
        String[] labels = {"name", breaker + (key.isEmpty() ? "" : '[' + quoted(key) + ']')};
        for (String one : List.of("closed", "open", "half_open", "forced_open", "disabled")) {
            boolean isIt = one.equals(state.replace("forced_closed", "disabled"));
            put("resilience4j_circuitbreaker_state", isIt ? 1 : 0, labels, "state", one);
        }
        Map.of("success", "successful", "error", "failed", "ignored", "ignored")
                .forEach((word, kind) -> put(
                        "resilience4j_circuitbreaker_calls_seconds_count",
                        words.getOrDefault(word, 0L),
                        labels,
                        "kind",
                        kind));
        put(
                "resilience4j_circuitbreaker_not_permitted_calls_total",
                words.getOrDefault("rejected", 0L),
                labels,
                "kind",
                "not_permitted");
        boolean isMail = breaker.equals("mail");
        put("resilience4j_circuitbreaker_failure_rate", isMail ? 40 : -1, labels);
        put("resilience4j_circuitbreaker_slow_call_rate", isMail ? 30 : -1, labels);
    }

    private void put(String name, double value, String[] labels, String... more) {
        String[] all = new String[labels.length + more.length];
        System.arraycopy(labels, 0, all, 0, labels.length);
        System.arraycopy(more, 0, all, labels.length, more.length);
        expected.put(Series.of(name, all), value);
    }

    /** As {@code ObjectName.quote} writes it, without the quotes. */
    private static String quoted(String key) {
        return QUOTED.matcher(key).find()
                ? key.replaceAll("[\\\\\"*?]", "\\\\$0").replace("\n", "\\n")
                : key;
    }
}
