package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fusebox.it.program.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands about other JVMs: what they print, and what they say when they cannot. */
@Isolated("a command finds a JVM by its name, and other tests run programs of that name")
class CommandsIT {

    private static final String[] PAYMENTS = {
        "breaker.payments.methods = com.acme.subject.Bank#charge", "breaker.payments.error-threshold = 1"
    };

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void showTheBreakersAndMoveThem(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, PAYMENTS).run("com.acme.Till")) {
            jvm.awaitStdout("ready"::equals);
            String pid = Long.toString(jvm.pid());
            Command list = Command.run(jdk, directory, "list");
            assertThat(list.stdout().get(0)).matches("PID +MAIN CLASS +VERSION +FILE");
            assertThat(list.stdout())
                    .anyMatch(line -> line.matches(pid + " +com\\.acme\\.Till +1\\.0\\.0 +.*fusebox\\.properties"));
            assertThat(Command.run(jdk, directory, "list", "--json").stdout())
                    .anyMatch(line -> line.startsWith("{\"pid\":" + pid + ",\"mainClass\":\"com.acme.Till\","));

            assertThat(status(jdk, pid)).matches("payments +CLOSED +enforce +0 .*");
            assertThat(move(jdk, "force-open", pid)).startsWith("payments is now FORCED_OPEN (was CLOSED)");
            assertThat(jvm.ask("charge")).isEqualTo("[0, 0, 1]");
            assertThat(move(jdk, "half-open", pid)).startsWith("payments is now HALF_OPEN (was FORCED_OPEN)");
            assertThat(move(jdk, "open", pid)).startsWith("payments is now OPEN (was HALF_OPEN)");
            assertThat(move(jdk, "force-close", pid)).startsWith("payments is now FORCED_CLOSED (was OPEN)");
            assertThat(move(jdk, "close", pid)).startsWith("payments is now CLOSED (was FORCED_CLOSED)");
            jvm.ask("fail");
            assertThat(jvm.ask("charge")).isEqualTo("[0, 1, 0]");
            assertThat(status(jdk, pid))
                    .matches("payments +OPEN .* java\\.lang\\.IllegalStateException: the bank is down");
            assertThat(Command.run(jdk, directory, "status", pid, "--json").answer())
                    .startsWith("{\"fusebox\":{\"version\":\"1.0.0\"")
                    .contains("\"name\":\"payments\"", "\"totalRejectedCount\":1", "\"state\":\"OPEN\"");
            assertThat(move(jdk, "reset", pid)).startsWith("payments");
            assertThat(Command.run(jdk, directory, "reload", "Till").answer())
                    .as("by the name of the main class")
                    .isEqualTo("process " + pid + ": 1.0.0: 1 breaker from fusebox.properties: payments (1 method)");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void watchTellsWhatChangesUntilTheProgramEnds(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, PAYMENTS).run("com.acme.Till");
                ForkedJvm watch = ForkedJvm.on(jdk).in(directory).runAgentJar("watch", Long.toString(jvm.pid()))) {
            watch.awaitStdout(line -> line.matches("\\d\\d:\\d\\d:\\d\\d  payments +CLOSED .*"));
            jvm.ask("fail");
            jvm.ask("charge");
            watch.awaitStdout(line -> line.matches("\\d\\d:\\d\\d:\\d\\d  payments +OPEN .*"));
            jvm.close();
            assertThat(watch.awaitExit()).as(watch.transcript()).isEqualTo(1);
            assertThat(watch.stderr()).endsWith("process " + jvm.pid() + " has ended");
        }
    }

    @Test
    void sayWhatIsMisspelt() throws Exception {
        Jdk jdk = Jdks.oldest();
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, PAYMENTS).run("com.acme.Till")) {
            jvm.awaitStdout("ready"::equals);
            String pid = Long.toString(jvm.pid());
            assertThat(Command.run(jdk, directory, "open", pid, "paymnets").complaint())
                    .isEqualTo("process " + pid + " has no breaker 'paymnets'; did you mean 'payments'?");
            assertThat(Command.run(jdk, directory, "open", pid, "x").complaint())
                    .isEqualTo("process " + pid + " has no breaker 'x'; it has payments");
            assertThat(Command.run(jdk, directory, "attach", pid, "no.properties")
                            .complaint())
                    .startsWith("nothing changed: ")
                    .contains("there is no such file");
            Command misused = Command.run(jdk, directory, "open", pid);
            assertThat(misused.exitCode()).isEqualTo(2);
            assertThat(misused.stderr())
                    .containsExactly(
                            "the breaker's name is missing",
                            "usage: java -jar fusebox-agent.jar open <pid> <breaker> [time]");
        }
    }

    @Test
    void sayWhyAProcessCannotBeAsked() throws Exception {
        Jdk jdk = Jdks.oldest();
        assertThat(complaint(jdk, "status", "999999999")).isEqualTo("there is no process 999999999");
        assertThat(complaint(jdk, "status", "NoSuchClass"))
                .isEqualTo("no running Java program of this user is called 'NoSuchClass'");
        Process sleep = new ProcessBuilder("sleep", "60").start();
        Leash.hold(sleep);
        assertThat(complaint(jdk, "status", Long.toString(sleep.pid()))).endsWith(" is no Java program");
        assertThat(sleep.isAlive()).isTrue();
        sleep.destroy();
        try (ForkedJvm jvm = ForkedJvm.on(jdk).run(Waits.class)) {
            jvm.awaitStdout("waiting"::equals);
            String pid = Long.toString(jvm.pid());
            assertThat(complaint(jdk, "status", pid)).startsWith("process " + pid + " runs without Fusebox");
            assertThat(complaint(jdk, "detach", pid)).startsWith("process " + pid + " runs without Fusebox");
            ForkedJvm.Builder runtime =
                    ForkedJvm.on(jdk).with("--limit-modules", "java.management.rmi,java.instrument");
            assertThat(Command.run(runtime, "status", pid).complaint()).contains("has no attach API");
        }
        try (ForkedJvm jvm =
                ForkedJvm.on(jdk).with("-XX:+DisableAttachMechanism").run(Waits.class)) {
            jvm.awaitStdout("waiting"::equals);
            assertThat(complaint(jdk, "attach", Long.toString(jvm.pid()), "fusebox.properties"))
                    .contains("lets nobody attach: it runs with -XX:+DisableAttachMechanism");
            jvm.say("go");
            assertThat(jvm.awaitExit()).isZero();
        }
        Jdk newest = Jdks.newest();
        try (ForkedJvm jvm =
                ForkedJvm.on(newest).with("-XX:-EnableDynamicAgentLoading").run(Waits.class)) {
            jvm.awaitStdout("waiting"::equals);
            assertThat(complaint(newest, "attach", Long.toString(jvm.pid()), "fusebox.properties"))
                    .contains("takes no agents: it runs with -XX:-EnableDynamicAgentLoading");
        }
    }

    @Test
    void respectWhatTheFileAllows() throws Exception {
        Jdk jdk = Jdks.oldest();
        Path file = directory.resolve("fusebox.properties");
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, PAYMENTS[0], "agent.jmx = read-only")
                .run("com.acme.Till")) {
            jvm.awaitStdout("ready"::equals);
            String pid = Long.toString(jvm.pid());
            assertThat(status(jdk, pid)).matches("payments +CLOSED .*");
            assertThat(complaint(jdk, "open", pid, "payments"))
                    .isEqualTo("process " + pid
                            + " lets nobody move its breakers: agent.jmx = read-only in fusebox.properties");
            Files.writeString(file, PAYMENTS[0] + "\nagent.jmx = off\n");
            assertThat(Command.run(jdk, directory, "attach", pid, "fusebox.properties")
                            .answer())
                    .contains("1 breaker");
            await().until(() -> complaint(jdk, "status", pid)
                    .equals("process " + pid + " shows nothing over JMX: agent.jmx = off in " + file));
        }
    }

    private String status(Jdk jdk, String pid) throws Exception {
        Command status = Command.run(jdk, directory, "status", pid);
        assertThat(status.exitCode()).as(status.toString()).isZero();
        assertThat(status.stdout()).hasSize(2);
        assertThat(status.stdout().get(0)).startsWith("NAME ");
        return status.stdout().get(1);
    }

    private String move(Jdk jdk, String move, String pid) throws Exception {
        return Command.run(jdk, directory, move, pid, "payments").answer();
    }

    private String complaint(Jdk jdk, String... arguments) throws Exception {
        return Command.run(jdk, directory, arguments).complaint();
    }
}
