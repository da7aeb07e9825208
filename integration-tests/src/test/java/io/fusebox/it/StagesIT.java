package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that end with a stage or a future. */
class StagesIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r03_r07_r12_aStageThatIsCompleteHasEndedAlthoughItsCallbacksGoOn(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "defaults.reset-timeout = 1s",
                        "defaults.success-threshold = 1",
                        "breaker.slow.methods = com.acme.Callbacks#slow",
                        "breaker.slow.slow-call-duration = 1s",
                        "breaker.slow.slow-call-rate-threshold = 50%",
                        "breaker.chain.methods = com.acme.Callbacks#chain",
                        "breaker.retry.methods = com.acme.Callbacks#retry",
                        "breaker.retry.error-threshold = 1",
                        "breaker.probe.methods = com.acme.Callbacks#probe")
                .run("com.acme.Callbacks")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout())
                    .containsExactly(
                            "slow: 0 of 1",
                            "chained: done",
                            "repeated after an error: rejected",
                            "probe whose callback goes on: CLOSED",
                            "done");
            try (Management management = Management.of(jvm)) {
                for (String breaker : new String[] {"slow", "chain", "retry", "probe"}) {
                    assertThat(management.count(breaker, "ActiveCalls")).isZero();
                }
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }
}
