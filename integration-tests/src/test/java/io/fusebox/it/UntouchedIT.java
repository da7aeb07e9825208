package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of the agent reaches the program but what its breakers are for. */
class UntouchedIT {

    private static final String GUARD = "breaker.subject.methods = com.acme.subject.Types#next, com.acme.Dies#*";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aProgramSetsItselfUpAsIfItWereAlone(Jdk jdk) throws Exception {
        List<String> plain = setUp(Programs.on(jdk, directory), false);
        assertThat(plain)
                .contains(
                        "log manager com.acme.own.OwnLogManager",
                        "built by the program's builder 1",
                        "on the new stderr: 0",
                        "not a daemon: main");
        ForkedJvm.Builder guarded =
                Programs.guarded(jdk, directory, GUARD).with("-Xshare:auto", "-Xverify:all", "-Xcheck:jni");
        assertThat(setUp(guarded, true)).isEqualTo(plain);
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aSystemClassLoaderOfTheProgramsOwnIsGuardedToo(Jdk jdk) throws Exception {
        // The JVM has something to say about such a loader and its archive of classes.
        String[] loader = {"-Djava.system.class.loader=com.acme.own.OwnLoader", "-Xshare:off"};
        List<String> plain = setUp(Programs.on(jdk, directory).with(loader), false);
        assertThat(plain).contains("loader of a guarded class com.acme.own.OwnLoader");
        assertThat(setUp(Programs.guarded(jdk, directory, GUARD).with(loader), true))
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aProgramEndsAsItWouldAlone(Jdk jdk) throws Exception {
        List<String> trace;
        try (ForkedJvm jvm = Programs.on(jdk, directory).run("com.acme.Dies")) {
            assertThat(jvm.awaitExit()).isEqualTo(1);
            trace = jvm.stderr();
            assertThat(trace).anyMatch(line -> line.startsWith("Caused by: "));
        }
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, GUARD).run("com.acme.Dies")) {
            assertThat(jvm.awaitExit()).isEqualTo(1);
            assertThat(jvm.stderrOfProgram()).isEqualTo(trace);
        }
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, GUARD).run("com.acme.Dies", "77")) {
            assertThat(jvm.awaitExit()).isEqualTo(77);
            assertThat(jvm.stderrOfProgram()).isEmpty();
        }
    }

    /** Its getAllLoadedClasses, which every agent calls, is not as -Xcheck:jni would have it. */
    private static boolean isComplaintOfJdk17AboutItself(String line) {
        return line.startsWith("WARNING: JNI local refs: ") || line.startsWith("\t");
    }

    /** What the program printed. */
    private static List<String> setUp(ForkedJvm.Builder builder, boolean guarded) throws Exception {
        try (ForkedJvm jvm = builder.run("com.acme.Untouched")) {
            jvm.awaitStdout("set up"::equals);
            if (guarded) {
                try (Management management = Management.of(jvm)) {
                    assertThat(management.count("subject", "TotalSuccessCount")).isEqualTo(3);
                    management.assertNoFault();
                }
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isEqualTo(42);
            assertThat(jvm.stderrOfProgram()).containsExactly("the program's own words");
            return jvm.stdout().stream()
                    .filter(line -> !isComplaintOfJdk17AboutItself(line))
                    .toList();
        }
    }
}
