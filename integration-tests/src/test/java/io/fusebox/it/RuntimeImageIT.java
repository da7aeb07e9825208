package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A runtime image of {@code jlink} with no module but the one that agents need, as in a small container. */
class RuntimeImageIT {
    private static final String[] BANK = {
        "breaker.bank.methods = com.acme.subject.Bank#charge",
        "breaker.bank.error-threshold = 1",
        "agent.http = 0",
        "agent.micrometer = auto"
    };

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void theAgentGuardsAndTheCommandsOfAJdkReachIt(Jdk jdk) throws Exception {
        Jdk image = link(jdk);
        try (ForkedJvm till = Programs.guarded(image, directory, BANK)
                .with("-XX:+EnableDynamicAgentLoading")
                .run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            till.ask("fail");
            assertThat(till.ask("charge")).isEqualTo("[0, 1, 0]");
            assertThat(till.ask("charge")).isEqualTo("[0, 0, 1]");
            till.awaitStderr(line -> line.contains("its runtime image lacks the module jdk.httpserver"));
            String pid = Long.toString(till.pid());
            assertThat(Command.run(jdk, directory, "status", pid).stdout())
                    .anyMatch(line -> line.matches("bank +OPEN .*"));
            assertThat(Command.run(jdk, directory, "close", pid, "bank").answer())
                    .startsWith("bank is now CLOSED");
            till.ask("work");
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
            assertThat(Command.run(jdk, directory, "detach", pid).exitCode()).isZero();
            assertThat(till.stderrOfProgram()).isEmpty();
        }
    }

    private Jdk link(Jdk jdk) throws Exception {
        Path image = directory.resolve("image");
        Process jlink = new ProcessBuilder(
                        jdk.java().resolveSibling("jlink").toString(),
                        "--add-modules",
                        "java.base,java.instrument",
                        "--output",
                        image.toString())
                .redirectErrorStream(true)
                .start();
        Leash.hold(jlink);
        String output = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jlink.waitFor()).as(output).isZero();
        return new Jdk(image, jdk.feature());
    }
}
