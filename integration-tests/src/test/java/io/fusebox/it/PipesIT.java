package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pipe that nobody reads or writes holds up neither the program nor a command. */
class PipesIT {
    private static final String PAYMENTS = "breaker.payments.methods = com.acme.subject.Bank#charge";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aStderrThatNobodyReads(Jdk jdk) throws Exception {
        Path pipe = pipe("stderr");
        try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw")) {
            fill(pipe);
            try (ForkedJvm till = Programs.guarded(jdk, directory, PAYMENTS)
                    .withStderrTo(pipe)
                    // Else JDK 21 and newer warn on stderr of an agent that comes later, and wait for it themselves.
                    .with("-XX:+EnableDynamicAgentLoading")
                    .run("com.acme.Till")) {
                till.awaitStdout("ready"::equals);
                assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
                String pid = Long.toString(till.pid());
                assertThat(Command.run(jdk, directory, "reload", pid).answer()).contains("payments (1 method)");
                assertThat(Command.run(jdk, directory, "detach", pid).answer()).contains("1 method is as before");
                assertThat(Command.run(jdk, directory, "attach", pid, "fusebox.properties")
                                .answer())
                        .contains("payments (1 method)");
                assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
                assertThat(linesOf(reader)).as("what waited is written").contains("[fusebox] 1.0.0: 1 breaker");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aLogThatIsAPipe(Jdk jdk) throws Exception {
        pipe("log");
        try (ForkedJvm till =
                Programs.guarded(jdk, directory, PAYMENTS, "agent.log = log").run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            till.awaitStderr(line -> line.contains("agent.log = ")
                    && line.contains("it is no regular file; write agent.log = stderr, or name a file"));
            till.awaitStderr(line -> line.contains("1 breaker from fusebox.properties"));
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
            assertThat(Command.run(jdk, directory, "detach", Long.toString(till.pid()))
                            .answer())
                    .contains("1 method is as before");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aConfigurationThatIsAPipe(Jdk jdk) throws Exception {
        Path pipe = pipe("pipe.properties");
        String refused = "it is no regular file but a pipe, a socket or a device";
        try (ForkedJvm till =
                Programs.on(jdk, directory).withAgent(pipe.toString()).run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            till.awaitStderr(line -> line.startsWith("[fusebox] ") && line.contains(refused));
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
        }
        try (ForkedJvm till = Programs.on(jdk, directory).run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            assertThat(Command.run(jdk, directory, "attach", Long.toString(till.pid()), pipe.toString())
                            .complaint())
                    .contains("not attached", refused);
        }
        assertThat(Command.run(jdk, directory, "check", pipe.toString()).exitCode())
                .isEqualTo(1);
    }

    private Path pipe(String name) throws IOException, InterruptedException {
        Path pipe = directory.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    /** As a program that has written much and whose reader has stopped. */
    private static void fill(Path pipe) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        "timeout", "2", "sh", "-c", "while :; do echo 'of the program'; done > " + pipe)
                .start();
        Leash.hold(writer);
        assertThat(writer.waitFor()).as("it got stuck").isEqualTo(124);
    }

    private static String linesOf(RandomAccessFile reader) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] block = new byte[8192];
        while (text.indexOf("payments (1 method)") < 0) {
            int count = reader.read(block);
            text.append(new String(block, 0, count, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
