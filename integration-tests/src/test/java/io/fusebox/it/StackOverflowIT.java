package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls whose thread has no stack left. */
class StackOverflowIT {

    private static final int ROUNDS = 60;

    @TempDir
    Path directory;

    /** Where the stack ends differs with the compiler that is at work. */
    static Stream<Arguments> jdksAndCompilers() {
        return Jdks.all().flatMap(jdk -> Stream.of("-XX:TieredStopAtLevel=1", "-XX:+TieredCompilation")
                .map(compiler -> Arguments.of(jdk, compiler)));
    }

    @ParameterizedTest
    @MethodSource("jdksAndCompilers")
    void r06_aCallThatEndsAtTheEndOfTheStackEndsAllTheSame(Jdk jdk, String compiler) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "breaker.depths.methods = com.acme.subject.Depths#*",
                        "breaker.depths.error-threshold = 100000000")
                .with(compiler)
                .run("com.acme.Overflows", Integer.toString(ROUNDS))) {
            jvm.awaitStdout(line -> line.equals("overflowed " + 5 * ROUNDS));
            try (Management management = Management.of(jvm)) {
                long before = management.count("depths", "TotalSuccessCount");
                assertThat(jvm.ask("call")).isEqualTo("called 1000");
                assertThat(management.count("depths", "TotalSuccessCount")).isEqualTo(before + 1000);
                assertThat(management.count("depths", "ActiveCalls")).isZero();
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stderrOfProgram()).allMatch(StackOverflowIT::isOfAnyAgent);
        }
    }

    /** What the JVM says if a class is loaded at the end of the stack and there is an agent, whichever. */
    private static boolean isOfAnyAgent(String line) {
        return line.startsWith("*** java.lang.instrument ASSERTION FAILED ***: \"!errorOutstanding\"");
    }
}
