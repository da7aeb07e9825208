package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a subscription has ended, and with what outcome. */
class PublishersIT {

    @TempDir
    Path directory;

    /** Counts are of successes, errors, cancelled and rejected calls, and of calls under way. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r03_r09_r10_aConsumerThatHasWhatItWantedEndsTheCallWell(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "defaults.error-when = result == null || result == 17",
                        "defaults.success-threshold = 2",
                        "breaker.mono.methods = com.acme.Elements#mono",
                        "breaker.flux.methods = com.acme.Elements#flux",
                        "breaker.listing.methods = com.acme.Elements#listing, com.acme.Elements#load",
                        "breaker.flowable.methods = com.acme.Elements#flowable",
                        "breaker.observable.methods = com.acme.Elements#observable",
                        "breaker.maybe.methods = com.acme.Elements#maybe",
                        "breaker.single.methods = com.acme.Elements#single",
                        "breaker.completable.methods = com.acme.Elements#completable",
                        "breaker.timed.methods = com.acme.Elements#timed",
                        "breaker.timed.slow-call-duration = 1s",
                        "breaker.timed.slow-call-rate-threshold = 50%")
                .onClassPath(Programs.libraries())
                .run("com.acme.Elements")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout())
                    .containsExactly(
                            "mono given up: 0 0 1 0 0 CLOSED",
                            "mono empty: 0 1 1 0 0 CLOSED",
                            "mono bad: 0 2 1 0 0 CLOSED",
                            "mono while its element is consumed: 1 2 1 0 0 CLOSED",
                            "mono chained to a probe came to 2: 3 2 1 0 0 CLOSED",
                            "flux next clears a run of errors, 0 left: 1 2 0 0 0 CLOSED",
                            "flux taken from four times: 5 2 0 0 0 CLOSED",
                            "flux not taken from: 5 2 1 0 0 CLOSED",
                            "flux with a bad element, given up later: 5 4 1 0 0 CLOSED",
                            "flux empty: 6 4 1 0 0 CLOSED",
                            "flux probed: 8 4 1 0 0 CLOSED",
                            "the listing, and what its consumer called: 4 0 0 0 0 CLOSED",
                            "the listing as a probe came to 3: 5 0 0 0 0 HALF_OPEN",
                            "flowable taken from five times: 5 0 0 0 0 CLOSED",
                            "observable taken from four times: 4 0 0 0 0 CLOSED",
                            "maybe good, empty and given up: 1 1 1 0 0 CLOSED",
                            "single while its value is consumed: 1 0 0 0 0 CLOSED",
                            "completable: 1 0 0 0 0 CLOSED",
                            "its consumer is slow: 0 of 1",
                            "done");
            try (Management management = Management.of(jvm)) {
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }
}
