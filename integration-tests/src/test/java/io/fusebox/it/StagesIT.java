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

    /** Counts are of successes, errors, cancelled and rejected calls, and of calls under way. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r09_r10_aFutureThatIsNoStageEndsWithWhatItHoldsAndWhatCannotBeFollowedIsSaidOnce(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "breaker.future.methods = com.acme.Futures#future",
                        "breaker.future.error-when = result == 17",
                        "breaker.task.methods = com.acme.Futures#task",
                        "breaker.others.methods = com.acme.Futures#callable, com.acme.Futures#supplier,"
                                + " com.acme.Futures#deferred, com.acme.Futures#subtype")
                .onClassPath(Programs.libraries())
                .run("com.acme.Futures")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout())
                    .containsExactly(
                            "not done: 2 0 0 0 0 CLOSED",
                            "done: 3 0 0 0 0 CLOSED",
                            "done with a bad result: 3 1 0 0 0 CLOSED",
                            "failed: 3 2 0 0 0 CLOSED",
                            "cancelled: 3 2 1 0 0 CLOSED",
                            "still interrupted: true",
                            "done, asked by an interrupted thread: 4 2 1 0 0 CLOSED",
                            "subtype failed: 0 1 0 0 0 CLOSED",
                            "called supplied true true",
                            "done");
            try (Management management = Management.of(jvm)) {
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            String later = ": its calls end when the method returns, since Fusebox cannot see when a ";
            assertThat(jvm.stderr())
                    .filteredOn(line -> line.contains(" calls end when "))
                    .containsExactlyInAnyOrder(
                            "[fusebox] others: com.acme.Futures#callable()" + later
                                    + "java.util.concurrent.Callable ends; guard the method that does the work when it is run",
                            "[fusebox] others: com.acme.Futures#supplier()" + later
                                    + "java.util.function.Supplier ends; guard the method that does the work when it is run",
                            "[fusebox] others: com.acme.Futures#deferred()" + later
                                    + "kotlinx.coroutines.Deferred ends; make it a suspend function, or guard the one that does the"
                                    + " work",
                            "[fusebox] others: com.acme.Futures#subtype()" + later
                                    + "kotlinx.coroutines.CompletableDeferred ends; make it a suspend function, or guard the one that does the"
                                    + " work",
                            "[fusebox] future: com.acme.Futures#future(java.util.concurrent.FutureTask): the future that it"
                                    + " returned was not done yet and does not tell when it is: its calls end when the method"
                                    + " returns; let it return a CompletableFuture, or guard the method that does the work");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r07_callsThatAreGivenUpDecideAHalfOpenInTheEnd(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "defaults.error-threshold = 2",
                        "defaults.reset-timeout = 500ms",
                        "defaults.success-threshold = 1",
                        "breaker.future.methods = com.acme.GivenUp#future",
                        "breaker.mono.methods = com.acme.GivenUp#mono",
                        "breaker.hangingFuture.methods = com.acme.GivenUp#hangingFuture",
                        "breaker.hangingMono.methods = com.acme.GivenUp#hangingMono")
                .onClassPath(Programs.libraries())
                .run("com.acme.GivenUp")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout())
                    .containsExactlyInAnyOrder(
                            "future: most were good",
                            "mono: most were good",
                            "hangingFuture: asked",
                            "hangingMono: asked",
                            "done");
            try (Management management = Management.of(jvm)) {
                assertThat(management.state("future")).isEqualTo("CLOSED");
                assertThat(management.state("mono")).isEqualTo("CLOSED");
                for (String breaker : new String[] {"hangingFuture", "hangingMono"}) {
                    assertThat(management.count(breaker, "TotalCancelledCount"))
                            .as(breaker)
                            .isLessThanOrEqualTo(30);
                    assertThat(management.count(breaker, "OpenCount"))
                            .as(breaker)
                            .isGreaterThanOrEqualTo(2);
                }
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }
}
