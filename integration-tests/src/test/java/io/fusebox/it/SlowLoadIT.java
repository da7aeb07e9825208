package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The guards change while a class is being loaded: an older plan has been asked about it, and the JVM does not list it yet.
 * And many threads load classes at once.
 */
class SlowLoadIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String LATE = "com.acme.slow.Late";
    private static final String CHARGE = "breaker.charge.methods = " + LATE + "#charge";
    private static final String REFUND = "breaker.refund.methods = " + LATE + "#refund";

    /** Takes the superclass's file. */
    private static final String GET = "breaker.get.methods = com.acme.slow.Named+#get";

    @TempDir
    Path directory;

    static Stream<Arguments> waits() {
        return Jdks.all().flatMap(jdk -> Stream.of(Arguments.of(jdk, "class"), Arguments.of(jdk, "file")));
    }

    @ParameterizedTest(name = "{0}, the superclass''s {1}")
    @MethodSource("waits")
    void newPatternsGuardAClassThatIsBeingLoaded(Jdk jdk, String what) throws Exception {
        try (ForkedJvm jvm = loading(jdk, what, GET);
                Management management = Management.of(jvm)) {
            reload(management, GET, CHARGE);
            reload(management, GET, CHARGE, REFUND);
            assertThat(jvm.ask("go")).isEqualTo("loaded");
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(management.methods("charge")).containsExactly(LATE + "#charge()");
                assertThat(management.methods("refund")).containsExactly(LATE + "#refund()");
                assertThat(management.methods("get")).containsExactly(LATE + "#get()");
            });
            for (String breaker : List.of("charge", "refund", "get")) {
                countsCalls(jvm, management, breaker);
            }
            management.assertNoFault();
        }
    }

    @ParameterizedTest(name = "{0}, the superclass''s {1}")
    @MethodSource("waits")
    void patternsThatAreGoneGuardItNoMore(Jdk jdk, String what) throws Exception {
        try (ForkedJvm jvm = loading(jdk, what, GET, CHARGE);
                Management management = Management.of(jvm)) {
            reload(management, REFUND);
            assertThat(jvm.ask("go")).isEqualTo("loaded");
            await().atMost(LIMIT).untilAsserted(() -> assertThat((String[]) management.ofFusebox("GuardedMethods"))
                    .containsExactly("refund: " + LATE + "#refund()"));
            management.assertNoFault();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void anAgentThatIsAttachedGuardsItToo(Jdk jdk) throws Exception {
        configure(CHARGE);
        try (ForkedJvm jvm = Programs.on(jdk, directory).run("com.acme.slow.SlowLoads", "class")) {
            jvm.awaitStdout("loading"::equals);
            jvm.attach(ForkedJvm.AGENT, directory.resolve("fusebox.properties").toString());
            try (Management management = Management.of(jvm)) {
                assertThat(jvm.ask("go")).isEqualTo("loaded");
                await().atMost(LIMIT).untilAsserted(() -> assertThat(management.methods("charge"))
                        .containsExactly(LATE + "#charge()"));
                countsCalls(jvm, management, "charge");
            }
        }
    }

    /** The first guarded classes of the program, so that Byte Buddy itself is being loaded, too. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void classesThatManyThreadsLoadAtTheSameMomentAreAllGuarded(Jdk jdk) throws Exception {
        configure(GET, CHARGE, REFUND, "breaker.refund.error-when = result == null");
        try (ForkedJvm jvm =
                Programs.on(jdk, directory).withAgent("fusebox.properties").run("com.acme.slow.ManyLoads")) {
            jvm.awaitStdout("called 800"::equals);
            try (Management management = Management.of(jvm)) {
                for (String breaker : List.of("charge", "refund", "get")) {
                    assertThat(management.count(breaker, "TotalSuccessCount")).isEqualTo(800);
                    assertThat(management.methods(breaker)).hasSize(1);
                }
                assertThat(management.unmatched()).isEmpty();
                management.assertNoFault();
            }
        }
    }

    /** A method is listed a moment before the JVM runs its new code. */
    private static void countsCalls(ForkedJvm jvm, Management management, String breaker) throws Exception {
        await().atMost(LIMIT).until(() -> {
            assertThat(jvm.ask("call")).isEqualTo("charged and refunded");
            return management.count(breaker, "TotalSuccessCount") > 0;
        });
        long before = management.count(breaker, "TotalSuccessCount");
        assertThat(jvm.ask("call")).isEqualTo("charged and refunded");
        assertThat(management.count(breaker, "TotalSuccessCount")).isEqualTo(before + 1);
    }

    private ForkedJvm loading(Jdk jdk, String what, String... configuration) throws Exception {
        configure(configuration);
        ForkedJvm jvm =
                Programs.on(jdk, directory).withAgent("fusebox.properties").run("com.acme.slow.SlowLoads", what);
        jvm.awaitStdout("loading"::equals);
        return jvm;
    }

    private void configure(String... lines) throws Exception {
        Files.writeString(
                directory.resolve("fusebox.properties"), "agent.reload-interval = off\n" + String.join("\n", lines));
    }

    private void reload(Management management, String... lines) throws Exception {
        configure(lines);
        assertThat(management.reload()).contains("from fusebox.properties");
    }
}
