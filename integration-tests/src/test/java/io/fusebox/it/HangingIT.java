package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A service that takes connections and never answers. */
class HangingIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r21_opensTheBreakerBeforeASingleCallHasEnded(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "breaker.bank.methods = com.acme.Hanging#ask",
                        "breaker.bank.slow-call-duration = 1s",
                        "breaker.bank.slow-call-rate-threshold = 50%",
                        "breaker.bank.minimum-calls = 20",
                        "breaker.bank.reset-timeout = 10m")
                .run("com.acme.Hanging")) {
            try (Management management = Management.of(jvm)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> management.state("bank").equals("OPEN"));
                assertThat(management.count("bank", "TotalSuccessCount")).isZero();
                assertThat(management.count("bank", "TotalErrorCount")).isZero();
                assertThat(management.count("bank", "ActiveCalls")).isPositive();
                assertThat(management.count("bank", "OldestActiveCallMillis")).isGreaterThanOrEqualTo(1_000);
                assertThat((String[]) management.of("bank", "RecentTransitions"))
                        .singleElement()
                        .asString()
                        .contains("slow calls");
                jvm.awaitStdout("calling"::equals);
                assertThat(jvm.ask("ask")).isEqualTo("CircuitOpenException");
                management.assertNoFault();
            }
            jvm.say("end");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }
}
