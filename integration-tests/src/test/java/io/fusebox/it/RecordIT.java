package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code record}, and the event that it records. */
class RecordIT {
    private static final String[] CONFIGURATION = {
        "defaults.error-threshold = 100",
        "breaker.keyed.methods = com.acme.Outcomes#call",
        "breaker.keyed.key = arg0",
        "breaker.keyed.ignore-exceptions = java.io.FileNotFoundException",
        "breaker.stage.methods = com.acme.Outcomes#stage",
        "breaker.shut.methods = com.acme.Outcomes#shut",
        "breaker.shut.state = forced-open",
        "breaker.seen.methods = com.acme.Outcomes#seen",
        "breaker.seen.state = forced-open",
        "breaker.seen.mode = observe"
    };

    /** Most of it is the start time, which is larger the longer the machine is up. */
    private static final int MOST_BYTES_A_CALL = 24;

    @TempDir
    Path directory;

    private Path file;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void recordsEachCallUntilItIsStopped(Jdk jdk) throws Exception {
        file = directory.resolve("calls.jfr");
        try (ForkedJvm calls = Programs.guarded(jdk, directory, CONFIGURATION).run("com.acme.Outcomes")) {
            calls.awaitStdout("ready"::equals);
            try (ForkedJvm record = record(jdk, calls, "--for", "1h")) {
                for (String call : List.of(
                        "call success",
                        "call error",
                        "call ignored",
                        "call cancelled",
                        "call slow",
                        "stage later",
                        "shut rejected",
                        "seen observed")) {
                    calls.ask(call);
                }
                record.terminate();
                assertThat(record.awaitExit()).as(record.transcript()).isZero();
                assertThat(record.stderr().get(record.stderr().size() - 1)).endsWith(" MB in " + file);
            }
            calls.ask("call success");
        }
        assertThat(calls())
                .containsExactlyInAnyOrder(
                        "keyed[success] S",
                        "keyed[error] E",
                        "keyed[ignored] I",
                        "keyed[cancelled] C",
                        "keyed[slow] S >= 60 ms",
                        "stage S >= 100 ms",
                        "shut R",
                        "seen S would have been rejected");
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void recordsForJcmdToo(Jdk jdk) throws Exception {
        file = directory.resolve("jcmd.jfr");
        try (ForkedJvm calls = Programs.guarded(jdk, directory, CONFIGURATION).run("com.acme.Outcomes")) {
            calls.awaitStdout("ready"::equals);
            jdk.jcmd(
                    calls.pid(), "JFR.start name=calls +io.fusebox.Call#enabled=true +io.fusebox.Breaker#enabled=true");
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                calls.ask("call error");
                jdk.jcmd(calls.pid(), "JFR.dump name=calls filename=" + file);
                return calls().contains("keyed[error] E");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aCallTakesFewBytesAndTheirSumHasALimit(Jdk jdk) throws Exception {
        file = directory.resolve("many.jfr");
        try (ForkedJvm till = Programs.guarded(jdk, directory, "breaker.bank.methods = com.acme.subject.Bank#*")
                .run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            try (ForkedJvm record = record(jdk, till, "--for", "3s", "--max-size", "200MB")) {
                till.ask("open");
                assertThat(maxSize(till)).isEqualTo(200_000_000L);
                assertThat(record.awaitExit()).as(record.transcript()).isZero();
            }
            till.ask("close");
        }
        long calls = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                calls += recording.readEvent().getEventType().getName().equals("io.fusebox.Call") ? 1 : 0;
            }
        }
        assertThat(calls).isGreaterThan(10_000);
        assertThat((double) Files.size(file) / calls).isLessThanOrEqualTo(MOST_BYTES_A_CALL);
    }

    /** Of the one recording of a program. */
    private static long maxSize(ForkedJvm program) throws Exception {
        try (JMXConnector connector = program.connect()) {
            CompositeData[] recordings = (CompositeData[]) connector
                    .getMBeanServerConnection()
                    .getAttribute(new ObjectName("jdk.management.jfr:type=FlightRecorder"), "Recordings");
            return (Long) recordings[0].get("maxSize");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void whatAProgramDidThatEndsIsKept(Jdk jdk) throws Exception {
        file = directory.resolve("ended.jfr");
        try (ForkedJvm calls = Programs.guarded(jdk, directory, CONFIGURATION).run("com.acme.Outcomes")) {
            calls.awaitStdout("ready"::equals);
            try (ForkedJvm record = record(jdk, calls, "--for", "1h")) {
                calls.ask("call error");
                calls.terminate();
                assertThat(calls.awaitExit()).isEqualTo(143);
                assertThat(record.awaitExit()).as(record.transcript()).isZero();
                assertThat(record.stderr())
                        .contains("process " + calls.pid() + " has ended; what it did until then is in " + file);
            }
        }
        assertThat(calls()).containsExactly("keyed[error] E");
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void whatAProgramDidThatIsKilledIsLost(Jdk jdk) throws Exception {
        file = directory.resolve("killed.jfr");
        try (ForkedJvm calls = Programs.guarded(jdk, directory, CONFIGURATION).run("com.acme.Outcomes")) {
            calls.awaitStdout("ready"::equals);
            try (ForkedJvm record = record(jdk, calls, "--for", "1h")) {
                ProcessHandle.of(calls.pid()).orElseThrow().destroyForcibly();
                assertThat(record.awaitExit()).as(record.transcript()).isEqualTo(1);
                assertThat(record.stderr())
                        .last()
                        .isEqualTo("process " + calls.pid() + " has ended, and its recording is lost");
            }
        }
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aFullDiskIsSaid(Jdk jdk) throws Exception {
        file = Path.of("/dev/full");
        try (ForkedJvm calls = Programs.guarded(jdk, directory, CONFIGURATION).run("com.acme.Outcomes")) {
            calls.awaitStdout("ready"::equals);
            try (ForkedJvm record = record(jdk, calls, "--for", "1s")) {
                assertThat(record.awaitExit()).as(record.transcript()).isEqualTo(1);
                assertThat(record.stderr()).last().isEqualTo("/dev/full cannot be written: No space left on device");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void saysWhatStandsInTheWay(Jdk jdk) throws Exception {
        try (ForkedJvm calls = Programs.guarded(jdk, directory, CONFIGURATION).run("com.acme.Outcomes")) {
            calls.awaitStdout("ready"::equals);
            String pid = Long.toString(calls.pid());
            assertThat(Command.run(jdk, directory, "record", pid, "--out", "nowhere/calls.jfr")
                            .complaint())
                    .isEqualTo("nowhere/calls.jfr cannot be written: its folder does not exist");
            Command without = Command.run(jdk, directory, "record", pid);
            assertThat(without.exitCode()).isEqualTo(2);
            assertThat(without.stderr().get(0)).contains("--out is missing");
            for (String[] bad : new String[][] {{"--for", "10"}, {"--for", "0s"}, {"--max-size", "5"}}) {
                assertThat(Command.run(jdk, directory, "record", pid, "--out", "a.jfr", bad[0], bad[1])
                                .exitCode())
                        .isEqualTo(2);
            }
        }
        try (ForkedJvm bare = Programs.on(jdk, directory).run("com.acme.Till")) {
            bare.awaitStdout("ready"::equals);
            assertThat(Command.run(jdk, directory, "record", Long.toString(bare.pid()), "--out", "a.jfr")
                            .complaint())
                    .startsWith("process " + bare.pid() + " runs without Fusebox");
        }
        assertThat(directory.resolve("a.jfr")).doesNotExist();
    }

    /** A command that records. */
    private ForkedJvm record(Jdk jdk, ForkedJvm program, String... options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("record", Long.toString(program.pid()), "--out", file.toString()));
        arguments.addAll(List.of(options));
        ForkedJvm record = ForkedJvm.on(jdk).in(directory).runAgentJar(arguments.toArray(new String[0]));
        record.awaitStderr(line -> line.startsWith("recording process "));
        return record;
    }

    /** What was recorded, in the order of the ends. */
    private List<String> calls() throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        Map<Integer, String> breakers = new HashMap<>();
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals("io.fusebox.Breaker")) {
                String key = event.getString("key");
                breakers.put(event.getInt("number"), event.getString("name") + (key == null ? "" : '[' + key + ']'));
            }
        }
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("io.fusebox.Call"))
                .sorted((one, other) -> one.getStartTime().compareTo(other.getStartTime()))
                .map(event -> breakers.get(event.getInt("breaker"))
                        + ' '
                        + event.getChar("outcome")
                        + atLeast(event.getDuration("took").toMillis())
                        + (event.getBoolean("wouldReject") ? " would have been rejected" : ""))
                .toList();
    }

    private static String atLeast(long millis) {
        return millis >= 100 ? " >= 100 ms" : millis >= 60 ? " >= 60 ms" : "";
    }
}
