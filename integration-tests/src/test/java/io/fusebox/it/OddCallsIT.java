package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What few programs have: keys that lead through guarded methods, publishers of two kinds, interrupts. */
class OddCallsIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aPublisherOfTwoKindsStaysWhatItsMethodReturns(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "breaker.flow.methods = com.acme.TwoPublishers#flow",
                        "breaker.flow.error-threshold = 2")
                .onClassPath(Programs.libraries())
                .run("com.acme.TwoPublishers")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout())
                    .containsExactly("IllegalStateException", "IllegalStateException", "CircuitOpenException", "done");
            try (Management management = Management.of(jvm)) {
                assertThat(management.count("flow", "TotalErrorCount")).isEqualTo(2);
                assertThat(management.count("flow", "ActiveCalls")).isZero();
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void areGuardedLikeOthers(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "defaults.error-threshold = 2",
                        "breaker.host.methods = com.acme.OddCalls$Host#*",
                        "breaker.host.key = this.name()",
                        "breaker.joined.methods = com.acme.OddCalls#joined",
                        "breaker.joined.on-open = call apart")
                .run("com.acme.OddCalls")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout())
                    .containsExactly(
                            "fetch: IllegalStateException",
                            "fetch: IllegalStateException",
                            "fetch: CircuitOpenException",
                            "joined: IllegalStateException",
                            "joined: IllegalStateException",
                            "joined: 2 apart of 2",
                            "done");
            try (Management management = Management.of(jvm)) {
                assertThat(management.state("host,key=sick")).isEqualTo("OPEN");
                assertThat(management.count("host,key=sick", "ActiveCalls")).isZero();
                assertThat(management.count("host,key=sick", "TotalErrorCount")).isEqualTo(2);
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void subInterfacesClassesOfTheJdkAndInterrupts(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "defaults.error-threshold = 1",
                        "breaker.line.methods = com.acme.OddEnds$FastLine+#send",
                        "breaker.line.error-threshold = 2",
                        "breaker.start.methods = java.lang.ProcessBuilder#start()",
                        "breaker.start.on-open = throw java.io.InterruptedIOException",
                        "breaker.work.methods = com.acme.OddEnds#work",
                        "breaker.passed.methods = com.acme.OddEnds#passed")
                .onClassPath(Programs.libraries())
                .run("com.acme.OddEnds")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout())
                    .containsExactly(
                            "send: IllegalStateException",
                            "send: IllegalStateException",
                            "send: CircuitOpenException",
                            "start: IOException because of IOException",
                            "start: InterruptedIOException because of CircuitOpenException",
                            "cancelled: true",
                            "the very future: true",
                            "still interrupted: true",
                            "done");
            try (Management management = Management.of(jvm)) {
                assertThat(management.unmatched()).isEmpty();
                assertThat(management.methods("line")).containsExactly("com.acme.OddEnds$Fibre#send(java.lang.String)");
                assertThat(management.count("work", "TotalCancelledCount")).isEqualTo(1);
                assertThat(management.count("work", "ActiveCalls")).isZero();
                assertThat(management.count("passed", "TotalSuccessCount")).isEqualTo(1);
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }
}
