package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Fusebox calls while it handles a call is never a guarded call. */
class OwnCallsIT {

    private static final String USED = "3 1 3 3 2 3 5 7";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r14_nobodyWhomFuseboxAsksIsGuardedAndEverythingThatTheProgramDoesIs(Jdk jdk) throws Exception {
        String subject = "com.acme.witness.Subject#";
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "defaults.error-threshold = 1",
                        "breaker.witness.methods = com.acme.witness.Witness#sees",
                        "breaker.keyed.methods = " + subject + "keyed",
                        "breaker.keyed.key = arg0.name()",
                        "breaker.checked.methods = " + subject + "checked",
                        "breaker.checked.error-when = result.isBad()",
                        "breaker.failing.methods = " + subject + "failing",
                        "breaker.refused.methods = " + subject + "refused",
                        "breaker.refused.on-open = throw com.acme.witness.Subject$Refused",
                        "breaker.answered.methods = " + subject + "answered",
                        "breaker.answered.on-open = call stale",
                        "breaker.later.methods = " + subject + "stage, " + subject + "future, " + subject + "mono, "
                                + subject + "single, " + subject + "suspended, " + subject + "plain")
                .onClassPath(Programs.libraries())
                .run("com.acme.witness.Asked")) {
            jvm.awaitStdout(line -> line.startsWith("asked by Fusebox"));
            assertThat(jvm.stdout().get(0))
                    .isEqualTo(
                            "asked by Fusebox: [addListener, assembly of Reactor, assembly of RxJava, cause, condition,"
                                    + " constructor, context, get, initCause, isDone, key, message, newIncompleteFuture,"
                                    + " text of a key, whenComplete]");
            try (Management management = Management.of(jvm)) {
                assertThat(management.count("witness", "TotalSuccessCount")).isZero();
                jvm.say("go");
                jvm.awaitStdout(line -> line.startsWith("gone on with"));
                assertThat(management.count("witness", "TotalSuccessCount")).isEqualTo(5);
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }

    static Stream<Arguments> jdksAndPatterns() {
        return Jdks.all().flatMap(jdk -> Stream.of(
                        "reactor.core.publisher.*#*, io.reactivex.rxjava3.core.*#*", "**#*", "reactor.**#*", "io.**#*")
                .map(patterns -> Arguments.of(jdk, patterns)));
    }

    @ParameterizedTest
    @MethodSource("jdksAndPatterns")
    void theLibrariesThatGuardPublishersMayBeGuardedThemselves(Jdk jdk, String patterns) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "agent.log = log.txt",
                        "breaker.one.methods = " + patterns,
                        "breaker.two.methods = " + patterns,
                        "breaker.two.error-when = result == 17")
                .onClassPath(Programs.libraries())
                .run("com.acme.Libraries")) {
            jvm.awaitStdout(("used " + USED)::equals);
            jvm.terminate();
            jvm.awaitExit();
            assertThat(jvm.stdout()).containsExactly("used " + USED, "at the end " + USED);
        }
    }
}
