package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The counters under load. */
class LoadIT {

    private static final String[] TOTALS = {
        "TotalSuccessCount", "TotalErrorCount", "TotalIgnoredCount", "TotalCancelledCount", "TotalRejectedCount"
    };

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r06_allTotalsAreWhatTheProgramCountedItself(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "breaker.steady.methods = com.acme.subject.Work#steady",
                        "breaker.steady.error-threshold = 1000000",
                        "breaker.flapping.methods = com.acme.subject.Work#flapping",
                        "breaker.flapping.reset-timeout = 1ms",
                        "breaker.flapping.half-open-capacity = 2",
                        "defaults.ignore-exceptions = java.io.FileNotFoundException")
                .run("com.acme.Load", "100000")) {
            jvm.awaitStdout(line -> line.startsWith("counted "));
            String counted = jvm.stdout().get(0);
            try (Management management = Management.of(jvm)) {
                assertThat("counted " + totals(management, "steady") + totals(management, "flapping"))
                        .isEqualTo(counted);
                for (String breaker : List.of("steady", "flapping")) {
                    assertThat(management.count(breaker, "ActiveCalls")).isZero();
                }
                assertThat(management.count("steady", "TotalRejectedCount")).isZero();
                assertThat(management.count("flapping", "TotalRejectedCount")).isPositive();
                assertThat(management.count("flapping", "OpenCount")).isGreaterThan(10);
                assertThat(management.ofFusebox("InternalErrorCount")).isEqualTo(0L);
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stderrOfProgram()).isEmpty();
        }
    }

    private static List<Long> totals(Management management, String breaker) throws Exception {
        List<Long> totals = new ArrayList<>();
        for (String total : TOTALS) {
            totals.add(management.count(breaker, total));
        }
        return totals;
    }
}
