package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The events in the JDK's Flight Recorder. */
class FlightRecorderIT {
    private static final String PAYMENTS =
            "breaker.payments.methods = com.acme.subject.Bank#charge\nbreaker.payments.error-threshold = 1\n";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void recordsChangesAndRejectionsOnceItIsStartedAndForgetsThemAfterDetach(Jdk jdk) throws Exception {
        try (ForkedJvm till = Programs.guarded(jdk, directory, PAYMENTS).run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            till.ask("fail");
            jdk.jcmd(till.pid(), "JFR.start name=quiet");
            await().atMost(LIMIT).until(() -> events(jdk, dump(jdk, till, "quiet"), "Configuration")
                    .contains("outcome = \"1.0.0: 1 breaker from fusebox.properties"));
            till.ask("charge");
            till.ask("charge");
            await().atMost(LIMIT).untilAsserted(() -> assertThat(events(jdk, dump(jdk, till, "quiet"), "Transition"))
                    .contains(
                            "breaker = \"payments\"",
                            "from = \"CLOSED\"",
                            "to = \"OPEN\"",
                            "cause = \"ERROR_THRESHOLD\"",
                            "reason = \"1 consecutive error\""));
            assertThat(events(jdk, dump(jdk, till, "quiet"), "Rejection")).isEmpty();

            jdk.jcmd(till.pid(), "JFR.start name=loud +io.fusebox.Rejection#enabled=true");
            till.ask("charge");
            assertThat(events(jdk, dump(jdk, till, "loud"), "Rejection"))
                    .contains("breaker = \"payments\"", "state = \"OPEN\"", "com.acme.subject.Bank.charge");
            try (Management management = Management.of(till)) {
                management.assertNoFault();
            }

            assertThat(Command.run(jdk, directory, "detach", Long.toString(till.pid()))
                            .answer())
                    .contains("detached");
            await().atMost(LIMIT).until(() -> !hasAgentLoader(jdk, till));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void costsNothingWhileNobodyRecords(Jdk jdk) throws Exception {
        Path classes = directory.resolve("classes.log");
        try (ForkedJvm till = Programs.guarded(jdk, directory, PAYMENTS)
                .with("-Xlog:class+load:file=" + classes)
                .run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            await().atMost(LIMIT).until(() -> Files.readString(classes).contains("jdk.jfr.FlightRecorder "));
            assertThat(Files.readAllLines(classes))
                    .filteredOn(line -> line.contains(" jdk.jfr."))
                    .as("the class that knows whether anybody does")
                    .hasSize(1);
            assertThat(Files.readString(classes)).doesNotContain("TransitionEvent");
        }
    }

    private Path dump(Jdk jdk, ForkedJvm jvm, String recording) throws IOException {
        Path file = directory.resolve(recording + ".jfr");
        jdk.jcmd(jvm.pid(), "JFR.dump name=" + recording + " filename=" + file);
        return file;
    }

    /** As the JDK's own tool prints them. */
    private static String events(Jdk jdk, Path file, String event) throws IOException {
        Process jfr = new ProcessBuilder(
                        jdk.home().resolve("bin").resolve("jfr").toString(),
                        "print",
                        "--stack-depth",
                        "20",
                        "--events",
                        "io.fusebox." + event,
                        file.toString())
                .redirectErrorStream(true)
                .start();
        return new String(jfr.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static boolean hasAgentLoader(Jdk jdk, ForkedJvm jvm) throws IOException {
        jdk.jcmd(jvm.pid(), "GC.run");
        return jdk.jcmd(jvm.pid(), "VM.classloaders").contains("AgentLoader");
    }
}
