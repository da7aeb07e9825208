package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.it.program.Exits;
import io.fusebox.it.program.Loaders;
import io.fusebox.it.program.LoadsLater;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes into a JVM and leaves no trace there but what it is for. */
class StartIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void saysALineOnStderrAndLeavesTheProgramAlone(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = ForkedJvm.on(jdk).in(directory).withAgent("").run(Exits.class, "7")) {
            assertThat(jvm.awaitExit()).isEqualTo(7);
            assertThat(jvm.stdout()).containsExactly("hello from the program");
            assertThat(jvm.stderr()).isNotEmpty().allSatisfy(line -> assertThat(line)
                    .startsWith("[fusebox] "));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void putsBridgeAndCoreIntoTheBootstrapLoaderAndHidesTheRest(Jdk jdk) throws Exception {
        String bridge = "java.lang.FuseboxBridge";
        String core = "io.fusebox.State";
        String rest = "io.fusebox.agent.Agent";
        try (ForkedJvm jvm = ForkedJvm.on(jdk).in(directory).withAgent("").run(Loaders.class, bridge, core, rest)) {
            assertThat(jvm.awaitExit()).isZero();
            assertThat(jvm.stdout()).containsExactly(bridge + ": null", core + ": null", rest + ": not found");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void initialisesNoLoggingAndNoManagement(Jdk jdk) throws Exception {
        Path log = directory.resolve("classes.log");
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .withAgent("")
                .with("-Xlog:class+load:file=" + log)
                .run(Loaders.class)) {
            assertThat(jvm.awaitExit()).isZero();
        }
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.contains(" java.lang.FuseboxBridge "));
        assertThat(loaded)
                .noneMatch(line -> line.contains(" java.util.logging.")
                        || line.contains(" java.lang.System$Logger")
                        || line.contains(" javax.management.")
                        || line.contains(" jdk.jfr."));
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void outlivesItsJarOnDisk(Jdk jdk) throws Exception {
        Path jar = Files.copy(ForkedJvm.AGENT, directory.resolve("agent.jar"));
        List<String> later = List.of("io.fusebox.jackson.core.JsonFactory", "io.fusebox.bytebuddy.asm.Advice");
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .with("-javaagent:" + jar, "--add-opens=java.base/java.lang=ALL-UNNAMED")
                .run(LoadsLater.class, later.toArray(String[]::new))) {
            jvm.awaitStdout("ready"::equals);
            // In place, as a careless copy does it; then gone.
            Files.writeString(jar, "not a jar");
            Files.delete(jar);
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stdout()).containsExactly("ready", "loaded " + later.get(0), "loaded " + later.get(1));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aSecondAgentChangesNothingAndSaysSo(Jdk jdk) throws Exception {
        Path copy = Files.copy(ForkedJvm.AGENT, directory.resolve("another.jar"));
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .withAgent("")
                .with("-javaagent:" + copy + "=other.properties")
                .run(Exits.class, "7")) {
            assertThat(jvm.awaitExit()).isEqualTo(7);
            assertThat(jvm.stderr())
                    .filteredOn(line -> line.contains("running already"))
                    .singleElement()
                    .asString()
                    .startsWith("[fusebox] ")
                    .contains("a second -javaagent with 'other.properties'");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void garbageForArgumentsHarmsNobody(Jdk jdk) throws Exception {
        for (String garbage : List.of("=", ",,=;", "/no/such/file", "..", "\u0001\uD83D", "x".repeat(5000))) {
            try (ForkedJvm jvm =
                    ForkedJvm.on(jdk).in(directory).withAgent(garbage).run(Exits.class, "7")) {
                assertThat(jvm.awaitExit()).as(garbage).isEqualTo(7);
                assertThat(jvm.stdout()).containsExactly("hello from the program");
                assertThat(jvm.stderr()).isNotEmpty().allSatisfy(line -> assertThat(line)
                        .startsWith("[fusebox] "));
            }
        }
    }
}
