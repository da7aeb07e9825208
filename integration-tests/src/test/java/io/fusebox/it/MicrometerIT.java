package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code agent.micrometer = auto}: the metrics in the application's own Micrometer. */
class MicrometerIT {
    private static final String[] KEYED = {
        "breaker.http.methods = com.acme.subject.Bank#charge",
        "breaker.http.key = arg0",
        "breaker.http.error-threshold = 2",
        "breaker.pay.methods = com.acme.subject.Bank#refund",
        "agent.micrometer = auto"
    };

    @TempDir
    Path directory;

    /** Each version on each JDK. */
    static Stream<Arguments> all() {
        return Jdks.all().flatMap(jdk -> Stream.of(ClientLibraries.OLDER, ClientLibraries.NEWER)
                .map(libraries -> Arguments.of(jdk, libraries)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void thePrometheusRegistryPrintsTheNamesAndNumbersOfTheEndpoint(Jdk jdk, ClientLibraries libraries)
            throws Exception {
        try (ForkedJvm program = Programs.guarded(jdk, directory, KEYED)
                .onClassPath(libraries.metrics().toArray(Path[]::new))
                .run("com.acme.Metered")) {
            program.awaitStdout("ready"::equals);
            assertThat(program.ask("charge")).isEqualTo("charged 1");
            assertThat(program.ask("start")).isEqualTo("started");
            program.ask("fail");
            assertThat(program.ask("charge")).isEqualTo("IllegalStateException");
            assertThat(program.ask("charge")).isEqualTo("IllegalStateException");
            assertThat(program.ask("charge")).isEqualTo("CircuitOpenException");
            awaitSample(program, "fusebox_breaker_rejected_total{breaker=\"http\",key=\"1\"}", 1);
            List<String> samples = scrape(program);
            assertThat(samples)
                    .contains(
                            "fusebox_breaker_calls_total{breaker=\"http\",key=\"1\",outcome=\"success\"} 1",
                            "fusebox_breaker_calls_total{breaker=\"http\",key=\"1\",outcome=\"error\"} 2",
                            "fusebox_breaker_calls_total{breaker=\"pay\",key=\"\",outcome=\"success\"} 0",
                            "fusebox_breaker_state{breaker=\"http\",key=\"1\",state=\"open\"} 1",
                            "fusebox_breaker_state{breaker=\"http\",key=\"1\",state=\"closed\"} 0",
                            "fusebox_breaker_opened_total{breaker=\"http\",key=\"1\"} 1",
                            "fusebox_breaker_admitted_ratio{breaker=\"http\",key=\"1\"} 0",
                            "fusebox_breaker_error_rate{breaker=\"http\",key=\"1\"} NaN",
                            "fusebox_breaker_active_calls{breaker=\"http\",key=\"1\"} 0",
                            "fusebox_internal_errors_total 0",
                            "fusebox_config_problems 0",
                            "fusebox_info{version=\"1.0.0\"} 1")
                    .anyMatch(sample -> sample.matches(
                            "fusebox_breaker_retry_after_seconds\\{breaker=\"http\",key=\"1\"} [12]\\d.*"));
            assertThat(samples.stream().map(MicrometerIT::name).distinct())
                    .as("all that /metrics has, and nothing else")
                    .containsExactlyInAnyOrder(
                            "fusebox_breaker_state",
                            "fusebox_breaker_calls_total",
                            "fusebox_breaker_rejected_total",
                            "fusebox_breaker_would_reject_total",
                            "fusebox_breaker_late_total",
                            "fusebox_breaker_slow_total",
                            "fusebox_breaker_opened_total",
                            "fusebox_breaker_active_calls",
                            "fusebox_breaker_error_rate",
                            "fusebox_breaker_slow_call_rate",
                            "fusebox_breaker_retry_after_seconds",
                            "fusebox_breaker_admitted_ratio",
                            "fusebox_internal_errors_total",
                            "fusebox_config_problems",
                            "fusebox_unmatched_patterns",
                            "fusebox_fleet_up",
                            "fusebox_fleet_members",
                            "fusebox_fleet_orders",
                            "fusebox_info");
            assertThat(program.stderr()).noneMatch(line -> line.contains("internal error"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void countersGrowOverReloadsAndAResetAndGoWhenItIsTurnedOff(Jdk jdk) throws Exception {
        Path file = directory.resolve("fusebox.properties");
        String calls = "fusebox_breaker_calls_total{breaker=\"http\",key=\"1\",outcome=\"success\"}";
        try (ForkedJvm program = Programs.guarded(jdk, directory, KEYED)
                .onClassPath(ClientLibraries.NEWER.metrics().toArray(Path[]::new))
                .run("com.acme.Metered")) {
            program.awaitStdout("ready"::equals);
            String pid = Long.toString(program.pid());
            program.ask("start");
            program.ask("charge");
            program.ask("charge");
            awaitSample(program, calls, 2);
            Files.writeString(
                    file,
                    String.join("\n", KEYED).replace("threshold = 2", "threshold = 7")
                            + "\nbreaker.later.methods = com.acme.subject.Bank#settle\n");
            assertThat(Command.run(jdk, directory, "reload", pid).exitCode()).isZero();
            program.ask("charge");
            awaitSample(program, calls, 3);
            awaitSample(program, "fusebox_breaker_rejected_total{breaker=\"later\",key=\"\"}", 0);
            assertThat(Command.run(jdk, directory, "reset", pid, "--all").exitCode())
                    .isZero();
            program.ask("charge");
            awaitSample(program, calls, 4);
            Files.writeString(file, String.join("\n", KEYED) + "\n");
            assertThat(Command.run(jdk, directory, "reload", pid).exitCode()).isZero();
            await().until(() -> scrape(program).stream().noneMatch(sample -> sample.contains("later")));
            assertThat(scrape(program)).contains(calls + " 4");
            Files.writeString(file, String.join("\n", KEYED).replace("= auto", "= off") + "\n");
            assertThat(Command.run(jdk, directory, "reload", pid).exitCode()).isZero();
            assertThat(scrape(program)).isEmpty();
            Files.writeString(file, String.join("\n", KEYED) + "\n");
            assertThat(Command.run(jdk, directory, "reload", pid).exitCode()).isZero();
            awaitSample(program, "fusebox_info{version=\"1.0.0\"}", 1);
            assertThat(Command.run(jdk, directory, "detach", pid).exitCode()).isZero();
            assertThat(scrape(program)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void anApplicationThatIsRedeployedIsCollected(Jdk jdk, ClientLibraries libraries) throws Exception {
        try (ForkedJvm program = Programs.guarded(jdk, directory, KEYED).run("com.acme.Metered")) {
            program.awaitStdout("ready"::equals);
            for (int round = 1; round <= 2; round++) {
                assertThat(program.ask(Bed.path(libraries.metrics()))).isEqualTo("deployed");
                program.ask("charge");
                awaitSample(
                        program, "fusebox_breaker_calls_total{breaker=\"http\",key=\"1\",outcome=\"success\"}", round);
                assertThat(program.ask("undeploy")).isEqualTo("collected");
            }
            assertThat(program.stderr()).noneMatch(line -> line.contains("internal error"));
        }
    }

    @Test
    void nothingOfItIsLoadedWhileItIsOff() throws Exception {
        Path classes = directory.resolve("classes.log");
        try (ForkedJvm program = Programs.guarded(Jdks.newest(), directory, KEYED[0])
                .onClassPath(ClientLibraries.NEWER.metrics().toArray(Path[]::new))
                .with("-Xlog:class+load:file=" + classes)
                .run("com.acme.Metered")) {
            program.awaitStdout("ready"::equals);
            program.ask("start");
            program.ask("charge");
            assertThat(Command.run(Jdks.newest(), directory, "status", Long.toString(program.pid()))
                            .exitCode())
                    .isZero();
            assertThat(scrape(program)).isEmpty();
            assertThat(Files.readAllLines(classes))
                    .noneMatch(line -> line.contains("fusebox.agent.micrometer") || line.contains("Exporters"));
        }
    }

    private static String name(String sample) {
        int end = sample.indexOf('{');
        return end < 0 ? sample.substring(0, sample.indexOf(' ')) : sample.substring(0, end);
    }

    /** The samples of Fusebox, as OpenMetrics writes whole numbers, in the order of their labels' names. */
    private static List<String> scrape(ForkedJvm program) throws Exception {
        return Arrays.stream(program.ask("scrape").split("\\|"))
                .filter(line -> line.startsWith("fusebox_"))
                .map(line -> line.replaceFirst("\\.0$", "").replace(",}", "}"))
                .toList();
    }

    private static void awaitSample(ForkedJvm program, String sample, int value) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(scrape(program)).contains(sample + " " + value));
    }
}
