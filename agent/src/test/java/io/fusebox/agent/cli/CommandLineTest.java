package io.fusebox.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Greet greet = new Greet();
    private final CommandLine commandLine = new CommandLine(
            List.of(greet, new VersionCommand()), Screen.plain(new PrintStream(out), new PrintStream(err)));

    @Test
    void commandGetsWhatFollowsItsName() {
        assertThat(run("greet", "Ada", "--loud")).isEqualTo(CommandLine.DONE);
        assertThat(out()).isEqualTo("HELLO ADA");
        assertThat(err()).isEmpty();
    }

    @Test
    void failureIsExitCodeOneAndASentenceOnStderr() {
        greet.failure = new CommandFailed("nobody is there");
        assertThat(run("greet", "Ada")).isEqualTo(CommandLine.FAILED);
        assertThat(err()).isEqualTo("nobody is there");
        assertThat(out()).isEmpty();
    }

    @Test
    void misuseIsExitCodeTwoAndTheUsageOfTheCommand() {
        assertThat(run("greet")).isEqualTo(CommandLine.MISUSED);
        assertThat(err().lines())
                .containsExactly("the name is missing", "usage: java -jar fusebox-agent.jar greet <name> [--loud]");
    }

    @Test
    void oneArgumentTooManyIsMisuse() {
        assertThat(run("greet", "Ada", "Bob")).isEqualTo(CommandLine.MISUSED);
        assertThat(err()).startsWith("one argument too many: 'Bob'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--louder", "-l"})
    void unknownOptionIsMisuseWhereverItStands(String option) {
        assertThat(run("greet", option, "Ada")).isEqualTo(CommandLine.MISUSED);
        assertThat(run("greet", "Ada", option)).isEqualTo(CommandLine.MISUSED);
        assertThat(err().lines().filter(line -> line.equals("unknown option '" + option + "'")))
                .hasSize(2);
    }

    @Test
    void noCommandIsMisuseAndShowsTheUsageOnStderr() {
        assertThat(run()).isEqualTo(CommandLine.MISUSED);
        assertThat(err()).startsWith("usage: java -javaagent:").contains("greet <name> [--loud]  say hello");
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void helpListsTheCommandsOnStdout(String help) {
        assertThat(run(help)).isEqualTo(CommandLine.DONE);
        assertThat(out()).contains("greet <name> [--loud]  say hello");
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"help, greet", "greet, --help", "greet, -h", "--help, greet"})
    void helpOfACommandSaysMore(String first, String second) {
        assertThat(run(first, second)).isEqualTo(CommandLine.DONE);
        assertThat(out().lines())
                .containsExactly(
                        "usage: java -jar fusebox-agent.jar greet <name> [--loud]",
                        "",
                        "Say hello.",
                        "In English only.");
    }

    @ParameterizedTest
    @CsvSource({"gret, greet", "greeet, greet", "Greet, greet", "verison, version", "hepl, help"})
    void mistypedCommandIsMisuseWithASuggestion(String typed, String meant) {
        assertThat(run(typed, "Ada")).isEqualTo(CommandLine.MISUSED);
        assertThat(err()).startsWith("unknown command '" + typed + "'; did you mean '" + meant + "'?");
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz", "fusebox.properties", "--foo", ""})
    void nothingIsSuggestedForWhatIsFarFromAll(String typed) {
        assertThat(run(typed)).isEqualTo(CommandLine.MISUSED);
        assertThat(err()).startsWith("unknown command '" + typed + "'").doesNotContain("did you mean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void versionIsOneLineOnStdout(String version) {
        assertThat(run(version)).isEqualTo(CommandLine.DONE);
        assertThat(out()).isEqualTo("fusebox " + System.getProperty("fusebox.version"));
    }

    private int run(String... arguments) {
        return commandLine.run(List.of(arguments));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    private static final class Greet implements Command {
        private CommandFailed failure;

        @Override
        public String name() {
            return "greet";
        }

        @Override
        public String parameters() {
            return "<name> [--loud]";
        }

        @Override
        public String summary() {
            return "say hello";
        }

        @Override
        public String details() {
            return "In English only.";
        }

        @Override
        public void run(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
            boolean loud = arguments.option("--loud");
            String name = arguments.next("the name");
            arguments.end();
            if (failure != null) {
                throw failure;
            }
            String greeting = "Hello " + name;
            screen.line(loud ? greeting.toUpperCase(Locale.ROOT) : greeting);
        }
    }
}
