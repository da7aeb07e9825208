package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls whose thread has no stack left. */
class StackOverflowIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int ROUNDS = 60;

    /** Methods whose calls end later, or whose results are looked at. */
    private static final List<String> KINDS =
            List.of("future", "done", "plain", "guava", "guavaDone", "publisher", "mono", "suspended", "checked");

    private static final int ROUNDS_OF_A_KIND = 12;

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

    @ParameterizedTest
    @MethodSource("jdksAndCompilers")
    void r06_aCallThatOutlastsItsMethodEndsThereToo(Jdk jdk, String compiler) throws Exception {
        List<String> configuration = new ArrayList<>(
                List.of("defaults.error-threshold = 100000000", "breaker.checked.error-when = result.status() == 200"));
        for (String kind : KINDS) {
            configuration.add("breaker." + kind + ".methods = com.acme.async.Deep#" + kind);
        }
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, configuration.toArray(String[]::new))
                .onClassPath(Programs.libraries())
                .with(compiler)
                .run("com.acme.AsyncOverflows", Integer.toString(ROUNDS_OF_A_KIND))) {
            jvm.awaitStdout(line -> line.equals("overflowed " + KINDS.size() * ROUNDS_OF_A_KIND));
            try (Management management = Management.of(jvm)) {
                List<Long> before = new ArrayList<>();
                for (String kind : KINDS) {
                    before.add(ended(management, kind));
                }
                assertThat(jvm.ask("call")).isEqualTo("called 1000");
                for (int i = 0; i < KINDS.size(); i++) {
                    String kind = KINDS.get(i);
                    assertThat(ended(management, kind)).as(kind).isEqualTo(before.get(i) + 1000);
                    await(kind).atMost(LIMIT).untilAsserted(() -> assertThat(management.count(kind, "ActiveCalls"))
                            .isZero());
                }
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stderrOfProgram()).allMatch(StackOverflowIT::isOfAnyAgent);
        }
    }

    /** Whatever was not given up. */
    private static long ended(Management management, String kind) throws Exception {
        return management.count(kind, "TotalSuccessCount") + management.count(kind, "TotalErrorCount");
    }

    /** What the JVM says if a class is loaded at the end of the stack and there is an agent, whichever. */
    private static boolean isOfAnyAgent(String line) {
        return line.startsWith("*** java.lang.instrument ASSERTION FAILED ***: \"!errorOutstanding\"");
    }
}
