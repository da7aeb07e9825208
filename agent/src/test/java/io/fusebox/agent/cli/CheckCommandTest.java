package io.fusebox.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.config.ConfigReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandLine commandLine = new CommandLine(
            List.of(new CheckCommand(new ConfigReader(Map.of(), Map.of()))),
            Screen.plain(new PrintStream(out), new PrintStream(err)));

    @TempDir
    Path folder;

    @Test
    void soundFileIsExitCodeZeroAndASentence() throws IOException {
        Path file = file("breaker.payments.methods = com.acme.Client#charge\n");
        assertThat(check(file)).isEqualTo(CommandLine.DONE);
        assertThat(out()).isEmpty();
        assertThat(err()).containsExactly("no problems in " + file + ": 1 breaker");
    }

    @Test
    void eachProblemIsALineOnStdoutAndExitCodeOne() throws IOException {
        Path file = file("""
                breaker.payments.methods = com.acme.Client#charge
                breaker.payments.reset-timeout = 30
                breaker.payments.eror-threshold = 5
                breaker.http.methods = com.acme.Http#get
                """);
        assertThat(check(file)).isEqualTo(CommandLine.FAILED);
        assertThat(out())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(file + ":2: breaker.payments.reset-timeout = 30: "),
                        line -> assertThat(line)
                                .startsWith(file + ":3: breaker.payments.eror-threshold")
                                .contains("error-threshold"));
        assertThat(err()).containsExactly("2 problems in " + file + ": 1 breaker would work, 1 left out");
    }

    @Test
    void aBreakerWithoutMethodsIsNamed() throws IOException {
        Path file = file("""
                breaker.http.client = okhttp
                breaker.payments.error-threshold = 5
                """);
        assertThat(check(file)).isEqualTo(CommandLine.DONE);
        assertThat(out()).isEmpty();
        assertThat(err())
                .containsExactly(
                        "breaker.payments has neither methods nor client: it guards only calls that the program itself makes"
                                + " through it, by CircuitBreaker.of(\"payments\") or @Guarded",
                        "no problems in " + file + ": 2 breakers");

        check(file("breaker.payments.error-threshold = 5\n"));
        assertThat(err()).last().isEqualTo("no problems in " + file + ": 1 breaker, no method is guarded");
    }

    @Test
    void missingFileIsAProblem() {
        Path file = folder.resolve("nowhere.properties");
        assertThat(check(file)).isEqualTo(CommandLine.FAILED);
        assertThat(out()).singleElement().asString().startsWith(file + ": ").contains("there is no such file");
        assertThat(err()).containsExactly("1 problem in " + file + ": nothing would be guarded");
    }

    private int check(Path file) {
        return commandLine.run(List.of("check", file.toString()));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("fusebox.properties"), text);
    }

    private List<String> out() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
