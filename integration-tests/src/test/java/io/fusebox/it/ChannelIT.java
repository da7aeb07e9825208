package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands ask the agent itself: without a port, without JMX, also of a JVM that does not answer. */
class ChannelIT {
    private static final String KEYED = "breaker.http.methods = com.acme.subject.Bank#charge\nbreaker.http.key = arg0";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void nothingListensOnTheNetworkAfterACommand(Jdk jdk) throws Exception {
        try (ForkedJvm till = Programs.guarded(jdk, directory, KEYED).run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            String pid = Long.toString(till.pid());
            assertThat(Command.run(jdk, directory, "status", pid).exitCode()).isZero();
            assertThat(Command.run(jdk, directory, "open", pid, "http", "90s").answer())
                    .contains("OPEN", "1m30s");
            assertThat(Command.run(jdk, directory, "reload", pid).answer()).contains("1 breaker");
            assertThat(listening(till.pid())).isEmpty();
            assertThat(till.stderrOfProgram()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aNameStandsForItsKeysThoseToComeIncluded(Jdk jdk) throws Exception {
        try (ForkedJvm till = Programs.guarded(jdk, directory, KEYED).run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            String pid = Long.toString(till.pid());
            assertThat(Command.run(jdk, directory, "force-open", pid, "http").exitCode())
                    .isZero();
            assertThat(till.ask("charge")).as("of a key that comes later").isEqualTo("[0, 0, 1]");
            assertThat(Command.run(jdk, directory, "close", pid, "--all").answer())
                    .startsWith("http and its 1 key are now CLOSED");
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
            assertThat(Command.run(jdk, directory, "events", pid).stdout()).anyMatch(line -> line.contains("http[1]"));
            assertThat(Command.run(jdk, directory, "methods", pid).stdout())
                    .containsExactly("http: com.acme.subject.Bank#charge(int)");
            assertThat(Command.run(jdk, directory, "config", pid).stdout())
                    .contains(
                            "breaker.http.key = arg0  (fusebox.properties:2)",
                            "breaker.http.error-threshold = 5  (default)");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aRuntimeImageWithoutManagement(Jdk jdk) throws Exception {
        try (ForkedJvm till = Programs.guarded(jdk, directory, KEYED)
                .with("--limit-modules", "java.instrument", "-XX:+EnableDynamicAgentLoading")
                .run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            String pid = Long.toString(till.pid());
            for (int round = 0; round < 2; round++) {
                assertThat(Command.run(jdk, directory, "status", pid).stdout())
                        .anyMatch(line -> line.startsWith("http "));
                assertThat(Command.run(jdk, directory, "force-open", pid, "http")
                                .exitCode())
                        .isZero();
                assertThat(till.ask("charge")).isEqualTo("[0, 0, 1]");
                assertThat(Command.run(jdk, directory, "detach", pid).answer()).contains("1 method is as before");
                assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
                assertThat(Command.run(jdk, directory, "attach", pid, "fusebox.properties")
                                .answer())
                        .contains("1 breaker");
            }
            assertThat(till.stderrOfProgram()).isEmpty();
        }
    }

    @Test
    void aJvmThatIsStopped() throws Exception {
        Jdk jdk = Jdks.oldest();
        try (ForkedJvm till = Programs.guarded(jdk, directory, KEYED).run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            String pid = Long.toString(till.pid());
            assertThat(Command.run(jdk, directory, "status", pid).exitCode()).isZero();
            signal("STOP", pid);
            try {
                assertThat(Command.run(jdk, directory, "status", pid).complaint())
                        .startsWith("process " + pid + " does not answer within 10 s");
            } finally {
                signal("CONT", pid);
            }
            assertThat(Command.run(jdk, directory, "status", pid).exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void problemsOfTheFileArePrintedAndEndWithOne(Jdk jdk) throws Exception {
        try (ForkedJvm till = Programs.on(jdk, directory).run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            String pid = Long.toString(till.pid());
            Path file = directory.resolve("fusebox.properties");
            Files.writeString(file, KEYED + "\nbreaker.mail.error-threshold = many\n");
            Command attach = Command.run(jdk, directory, "attach", pid, "fusebox.properties");
            assertThat(attach.exitCode()).isEqualTo(1);
            assertThat(attach.stderr())
                    .anyMatch(line -> line.contains("fusebox.properties:3: breaker.mail.error-threshold = many"));
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
            Command reload = Command.run(jdk, directory, "reload", pid);
            assertThat(reload.exitCode()).isEqualTo(1);
            assertThat(reload.stderr()).anyMatch(line -> line.contains("error-threshold = many"));
            Files.writeString(file, KEYED + "\n");
            assertThat(Command.run(jdk, directory, "reload", pid).answer()).contains("1 breaker");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void anotherMachineIsReachedByTheAddressOfItsConnector(Jdk jdk) throws Exception {
        int port = freePort();
        try (ForkedJvm till = Programs.guarded(jdk, directory, KEYED)
                .with(
                        "-Dcom.sun.management.jmxremote.port=" + port,
                        "-Dcom.sun.management.jmxremote.authenticate=false",
                        "-Dcom.sun.management.jmxremote.ssl=false")
                .run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            till.ask("charge");
            String address = "localhost:" + port;
            assertThat(Command.run(jdk, directory, "status", address).stdout())
                    .anyMatch(line -> line.startsWith("http[1] "));
            assertThat(Command.run(jdk, directory, "force-open", address, "http[1]")
                            .answer())
                    .startsWith("http[1] is now FORCED_OPEN");
            assertThat(till.ask("charge")).isEqualTo("[0, 0, 1]");
        }
        assertThat(Command.run(jdk, directory, "status", "localhost:" + port).complaint())
                .startsWith("cannot connect to localhost:" + port);
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void theJdksToolsAndTheCommandsRunWithoutTheAgent(Jdk jdk) throws Exception {
        Files.writeString(directory.resolve("fusebox.properties"), KEYED + "\n");
        String options = ForkedJvm.agent(directory.resolve("fusebox.properties").toString());
        ProcessBuilder javac =
                new ProcessBuilder(jdk.java().resolveSibling("javac").toString(), "-version").redirectErrorStream(true);
        javac.environment().put("JAVA_TOOL_OPTIONS", options);
        Process tool = javac.start();
        Leash.hold(tool);
        assertThat(new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Picked up JAVA_TOOL_OPTIONS")
                .doesNotContain("[fusebox]");
        Command list =
                Command.run(ForkedJvm.on(jdk).in(directory).withEnvironment("JAVA_TOOL_OPTIONS", options), "list");
        assertThat(list.stderr()).noneMatch(line -> line.contains("[fusebox]"));
        try (ForkedJvm plain = Programs.on(jdk, directory)
                .withEnvironment("JAVA_TOOL_OPTIONS", options)
                .run("com.acme.Plain")) {
            plain.awaitStderr(line -> line.contains("[fusebox] 1.0.0: 1 breaker"));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    private static void signal(String signal, String pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor())
                .isZero();
    }

    /** The local ends of TCP sockets of the process that listen, as Linux knows them. */
    private static List<String> listening(long pid) throws IOException {
        Set<String> own = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files.toList()) {
                own.add(Files.readSymbolicLink(file).toString());
            }
        }
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(Path.of("/proc/" + pid + "/net/" + table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(cells -> cells[3].equals("0A") && own.contains("socket:[" + cells[9] + "]"))
                .map(cells -> cells[1])
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
