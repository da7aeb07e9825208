package io.fusebox.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.config.ConfigReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLogTest {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} ";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final AgentLog log = new AgentLog(stderr, UTF_8);

    @Test
    void goesToStderrUnlessToldOtherwise() {
        log.line("Grüße");
        assertThat(stderr()).containsExactly("[fusebox] Grüße");
    }

    @Test
    void aLineIsOneLineWhateverItTells() {
        log.line("first\nsecond\r\tthird\u001b[31m");
        assertThat(stderr()).containsExactly("[fusebox] first second  third\\u001b[31m");
    }

    @Test
    void goesToAFileWithTheTime() throws IOException {
        Path file = directory.resolve("fusebox.log");
        Files.writeString(file, "of another day\n");
        log.follow(options("agent.log = " + file));
        log.line("one");
        log.line("two");
        assertThat(stderr()).isEmpty();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("of another day");
        assertThat(lines.get(1)).matches(TIME + "\\[fusebox\\] one");
        assertThat(lines.get(2)).matches(TIME + "\\[fusebox\\] two");
    }

    @Test
    void aFileMayBeMovedAway() throws IOException {
        Path file = directory.resolve("fusebox.log");
        log.follow(options("agent.log = " + file));
        log.line("one");
        awaitWritten();
        Files.move(file, directory.resolve("fusebox.log.1"));
        log.line("two");
        awaitWritten();
        assertThat(Files.readString(directory.resolve("fusebox.log.1"))).contains("one");
        assertThat(Files.readString(file)).contains("two").doesNotContain("one");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldOnceAndNothingIsLost() throws IOException {
        Path folder = directory.resolve("logs");
        log.follow(options("agent.log = " + folder.resolve("fusebox.log")));
        log.line("one");
        log.line("two");
        assertThat(stderr()).hasSize(3);
        assertThat(stderr().get(0))
                .startsWith("[fusebox] agent.log = " + folder.resolve("fusebox.log")
                        + " cannot be written, the log goes to stderr: ");
        assertThat(stderr().get(1)).endsWith("[fusebox] one");
        assertThat(stderr().get(2)).endsWith("[fusebox] two");
        Files.createDirectory(folder);
        log.line("three");
        awaitWritten();
        assertThat(Files.readString(folder.resolve("fusebox.log"))).contains("three");
        assertThat(stderr()).hasSize(3);
    }

    @Test
    void offSaysNothingButWhatMustBeKnown() {
        log.follow(options("agent.log = off"));
        log.line("one");
        assertThat(stderr()).isEmpty();
        log.loud("the program is not started");
        assertThat(stderr()).containsExactly("[fusebox] the program is not started");
    }

    @Test
    void whatMustBeKnownIsSaidOnceOnStderr() {
        log.loud("the program is not started");
        assertThat(stderr()).hasSize(1);
    }

    @Test
    void jsonIsOneObjectALine() {
        log.follow(options("agent.log-format = json"));
        log.line("a \"word\"\nand more");
        assertThat(stderr()).hasSize(1);
        assertThat(stderr().get(0))
                .matches("\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",\"event\":\"message\","
                        + "\"message\":\"a \\\\\"word\\\\\"\\\\u000aand more\"}");
    }

    private void awaitWritten() {
        assertThat(log.await(10_000)).isTrue();
    }

    private static AgentOptions options(String line) {
        return new ConfigReader(Map.of(), Map.of())
                .read(line.replace("\\", "\\\\") + "\n", "f.properties")
                .agent();
    }

    private List<String> stderr() {
        awaitWritten();
        return stderr.toString(UTF_8).lines().toList();
    }
}
