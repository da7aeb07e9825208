package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that end where there is no room in the heap. */
class FullHeapIT {

    @TempDir
    Path directory;

    /** Of each kind: whether the program saw its own result, calls counted of 5 afterwards, and calls still under way. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r06_r14_r15_aCallEndsInAFullHeapAndTheProgramSeesItsOwnResult(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "defaults.error-threshold = 1000000",
                        "breaker.plain.methods = com.acme.FullHeap#plain",
                        "breaker.keyed.methods = com.acme.FullHeap#keyed",
                        "breaker.keyed.key = arg0",
                        "breaker.condition.methods = com.acme.FullHeap#condition",
                        "breaker.condition.error-when = result == \"value\"",
                        "breaker.stage.methods = com.acme.FullHeap#stage",
                        "agent.log = off")
                // G1 of 25 may refuse room that is free again.
                .with("-Xmx24m", "-XX:+UseSerialGC")
                .run("com.acme.FullHeap")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout()).containsExactly("true 5 0", "true 5 0", "true 5 0", "true 5 0", "done");
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }
}
