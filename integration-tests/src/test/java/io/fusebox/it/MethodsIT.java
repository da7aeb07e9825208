package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods of every kind are guarded, and whoever calls them sees the same as without the agent. */
class MethodsIT {

    private static final String[] ALL = {
        "breaker.subject.methods = com.acme.subject.**#*", "breaker.subject.error-threshold = 1000"
    };

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r14_everyKindOfMethodIsGuardedOnceACallAndBehavesAsBefore(Jdk jdk) throws Exception {
        behavesAsWithoutTheAgent(
                jdk,
                "com.acme.EveryKind",
                "com.acme.subject.Types#next(long)",
                "com.acme.subject.Types#grid(long[][], double[])",
                "com.acme.subject.Types#ofMany(double, long, double, java.util.List)",
                "com.acme.subject.Kinds#hidden(long)",
                "com.acme.subject.Kinds#hiddenOfClass(java.lang.String)",
                "com.acme.subject.Kinds#sealed()",
                "com.acme.subject.Kinds#holdsItsClass()",
                "com.acme.subject.Kinds$Special#instance()",
                "com.acme.subject.Shapes$Greeter#greet()",
                "com.acme.subject.Shapes$Greeter#loud(java.lang.String)",
                "com.acme.subject.Shapes$Greeter#decorated()",
                "com.acme.subject.Shapes$Operator$1#apply(int, int)",
                "com.acme.subject.Shapes$Range#length()",
                "com.acme.subject.Shapes$Inner$Innermost#twice()",
                "com.acme.subject.Shapes$Makes$1#call()",
                "com.acme.subject.Shapes$Makes$1Times#call()");
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void everyConstructInABodyIsLeftAsItIs(Jdk jdk) throws Exception {
        behavesAsWithoutTheAgent(
                jdk,
                "com.acme.EveryBody",
                "com.acme.subject.Bodies#beginsWithALoop()",
                "com.acme.subject.Bodies#neverFallsThrough(int)");
    }

    private void behavesAsWithoutTheAgent(Jdk jdk, String program, String... guarded) throws Exception {
        List<String> plain = outputWithoutTheAgent(jdk, program);
        try (ForkedJvm jvm =
                Programs.guarded(jdk, directory, ALL).with("-Xverify:all").run(program)) {
            jvm.awaitStdout(line -> line.startsWith("counted "));
            try (Management management = Management.of(jvm)) {
                assertThat(management.methods("subject")).contains(guarded);
                assertThat("counted " + management.count("subject", "TotalSuccessCount")
                                + " " + management.count("subject", "TotalErrorCount")
                                + " " + management.count("subject", "TotalCancelledCount"))
                        .isEqualTo(plain.get(plain.size() - 1));
                assertThat(management.count("subject", "ActiveCalls")).isZero();
                assertThat(management.state("subject")).isEqualTo("CLOSED");
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stdout()).containsExactlyElementsOf(plain);
            assertThat(jvm.stderrOfProgram()).isEmpty();
        }
    }

    private List<String> outputWithoutTheAgent(Jdk jdk, String program) throws Exception {
        try (ForkedJvm jvm = Programs.on(jdk, directory).run(program)) {
            jvm.awaitStdout(line -> line.startsWith("counted "));
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stderr()).isEmpty();
            return jvm.stdout();
        }
    }
}
