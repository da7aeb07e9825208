package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls whose end is reported to an object that their caller gives. */
class CallbacksIT {

    @TempDir
    Path directory;

    /** Counts are of successes, errors, cancelled and rejected calls, and of calls under way. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r06_r09_r10_aCallEndsWhenItsCallbackIsCalled(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "breaker.send.methods = com.acme.Reports#send",
                        "breaker.send.callback = arg1",
                        "breaker.send.error-when = result == \"bad\"",
                        "breaker.listen.methods = com.acme.Reports#listen",
                        "breaker.listen.callback = arg0",
                        "breaker.apply.methods = com.acme.Reports#apply",
                        "breaker.apply.callback = arg1",
                        "breaker.fixed.methods = com.acme.Reports#fixed, com.acme.Reports#anything",
                        "breaker.fixed.callback = arg0")
                .run("com.acme.Reports")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout())
                    .containsExactly(
                            "good 7 [good]: 1 0 0 0 0 CLOSED",
                            "bad 7 [bad]: 1 1 0 0 0 CLOSED",
                            "fails 7 [down]: 1 2 0 0 0 CLOSED",
                            "cancelled 7 [cancelled]: 1 2 1 0 0 CLOSED",
                            "later 7 []: 1 2 1 0 1 CLOSED",
                            "twice 7 [first, second]: 3 2 1 0 0 CLOSED",
                            "bang the callback's own [bang]: 4 2 1 0 0 CLOSED",
                            "throws no route []: 4 3 1 0 0 CLOSED",
                            "none: 5 3 1 0 0 CLOSED",
                            "never: 5 3 1 0 1 HALF_OPEN",
                            "rejected: 5 3 1 1 1 HALF_OPEN",
                            "closed: 207",
                            "listened: 1 1 0 0 0 CLOSED 1 failed",
                            "applied: 4 1 0 0 0 0 CLOSED true",
                            "done");
            try (Management management = Management.of(jvm)) {
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stderr())
                    .anyMatch(line -> line.contains("nothing else can stand in for a com.acme.Reports$Fixed"))
                    .anyMatch(line -> line.contains("nothing else can stand in for a java.lang.Object"));
        }
    }
}
