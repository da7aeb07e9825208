package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Another agent weaves a guarded class, too, and has it woven again. */
class RetransformIT {

    private static final String BOTH = "{called=1, enter=1, exit=";

    @TempDir
    Path directory;

    static Stream<Arguments> orders() {
        return OtherAgentsIT.orders();
    }

    @ParameterizedTest(name = "{0}, Fusebox first: {1}")
    @MethodSource("orders")
    void theGuardStaysAndIsThereOnce(Jdk jdk, boolean first) throws Exception {
        try (ForkedJvm jvm = start(jdk, first, true);
                Management management = Management.of(jvm)) {
            PlatformsIT.guardsOpensAndShows(jvm);
            String code = witness(jvm, "calls");
            assertThat(code).startsWith(BOTH);
            String digest = witness(jvm, "digest");
            for (String change : List.of("retransform", "retransform", "redefine")) {
                assertThat(jvm.ask(change)).isEqualTo("done");
                assertThat(witness(jvm, "calls")).isEqualTo(code);
                assertThat(witness(jvm, "digest")).isEqualTo(digest);
                isCountedAndTracedOnce(jvm, management);
            }
            management.assertNoFault();
        }
    }

    /** Then a guard is in the class file that is given to Fusebox. */
    @ParameterizedTest(name = "{0}, Fusebox first: {1}")
    @MethodSource("orders")
    void r14_aClassThatIsRedefinedWithItsWovenCodeIsOneCallStill(Jdk jdk, boolean first) throws Exception {
        try (ForkedJvm jvm = start(jdk, first, true);
                Management management = Management.of(jvm)) {
            assertThat(jvm.ask("1")).isEqualTo("charged 1");
            assertThat(witness(jvm, "redefine as it is")).isEqualTo("done");
            assertThat(jvm.ask("2")).isEqualTo("charged 2");
            assertThat(management.count("payments", "TotalSuccessCount")).isEqualTo(2);
            assertThat(jvm.ask("fail")).isEqualTo("java.io.IOException: Connection refused");
            assertThat(management.count("payments", "TotalErrorCount")).isEqualTo(1);
            assertThat(jvm.ask("3")).contains("is OPEN");
            assertThat(management.count("payments", "TotalRejectedCount")).isEqualTo(1);
            management.assertNoFault();
        }
    }

    @ParameterizedTest(name = "{0}, Fusebox first: {1}")
    @MethodSource("orders")
    void theOthersCodeStaysWhenFuseboxGoesAndComesBack(Jdk jdk, boolean first) throws Exception {
        try (ForkedJvm jvm = start(jdk, first, true)) {
            assertThat(jvm.ask("1")).isEqualTo("charged 1");
            detach(jdk, jvm);
            assertThat(witness(jvm, "calls")).isEqualTo("{called=1}");
            assertThat(jvm.ask("2")).isEqualTo("charged 2");
            assertThat(jvm.ask("traces")).isEqualTo("2");
            jvm.attach(ForkedJvm.AGENT, directory.resolve("fusebox.properties").toString());
            assertThat(witness(jvm, "calls")).startsWith(BOTH);
            try (Management management = Management.of(jvm)) {
                isCountedAndTracedOnce(jvm, management);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void theOtherMayBeAttachedToTheRunningProgram(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, true, false);
                Management management = Management.of(jvm)) {
            PlatformsIT.guardsOpensAndShows(jvm);
            assertThat(jvm.ask("traces")).isEqualTo("0");
            jvm.attach(directory.resolve("tracing.jar"), "");
            assertThat(witness(jvm, "calls")).startsWith(BOTH);
            isCountedAndTracedOnce(jvm, management);
            detach(jdk, jvm);
            assertThat(witness(jvm, "calls")).isEqualTo("{called=1}");
        }
    }

    @Test
    void theSameClassFileComesOutInEveryJvm() throws Exception {
        for (boolean first : new boolean[] {true, false}) {
            TreeSet<String> digests = new TreeSet<>();
            for (Jdk jdk : Jdks.all().toList()) {
                for (int time = 0; time < 2; time++) {
                    try (ForkedJvm jvm = start(jdk, first, true)) {
                        assertThat(jvm.ask("1")).isEqualTo("charged 1");
                        assertThat(witness(jvm, "calls")).startsWith(BOTH);
                        digests.add(witness(jvm, "digest"));
                    }
                }
            }
            assertThat(digests).hasSize(1);
        }
    }

    private static void isCountedAndTracedOnce(ForkedJvm jvm, Management management) throws Exception {
        long counted = management.count("payments", "TotalSuccessCount");
        int traced = Integer.parseInt(jvm.ask("traces"));
        assertThat(jvm.ask("7")).isEqualTo("charged 7");
        assertThat(management.count("payments", "TotalSuccessCount")).isEqualTo(counted + 1);
        assertThat(jvm.ask("traces")).isEqualTo(String.valueOf(traced + 1));
    }

    /** Asks for what only an agent that was attached last can tell. */
    private String witness(ForkedJvm jvm, String question) throws Exception {
        jvm.attach(directory.resolve("witness.jar"), "");
        return jvm.ask(question);
    }

    private void detach(Jdk jdk, ForkedJvm jvm) throws Exception {
        assertThat(Command.run(jdk, directory, "detach", Long.toString(jvm.pid()))
                        .answer())
                .endsWith("detached: 1 method is as before");
    }

    private ForkedJvm start(Jdk jdk, boolean first, boolean traced) throws Exception {
        Path asm = Bed.jar("hibernate", "byte-buddy");
        Path classes = Bed.compile(directory.resolve("classes"), List.of(asm), "shop", "host", "tracing");
        Path tracing = agent(classes, "tracing.jar", "Tracing");
        agent(classes, "witness.jar", "Witness");
        Files.writeString(directory.resolve("fusebox.properties"), PlatformsIT.GUARDED);
        List<String> agents = new ArrayList<>();
        if (traced) {
            agents.add("-javaagent:" + tracing);
        }
        agents.add(first ? 0 : agents.size(), ForkedJvm.agent("fusebox.properties"));
        ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .with(agents.toArray(String[]::new))
                .launch("-cp", Bed.path(List.of(classes, asm)), "com.acme.tracing.Traced");
        jvm.awaitStdout("ready"::equals);
        return jvm;
    }

    private Path agent(Path classes, String jar, String type) throws Exception {
        Files.deleteIfExists(directory.resolve(jar));
        return Bed.jar(
                directory.resolve(jar),
                classes,
                "Premain-Class: com.acme.tracing." + type,
                "Agent-Class: com.acme.tracing." + type,
                "Can-Retransform-Classes: true",
                "Can-Redefine-Classes: true");
    }
}
