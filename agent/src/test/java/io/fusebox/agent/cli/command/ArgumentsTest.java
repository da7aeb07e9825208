package io.fusebox.agent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands take out of their arguments. */
class ArgumentsTest {
    private static final Duration OTHERWISE = Duration.ofSeconds(60);

    private static Duration length(String... arguments) throws CommandMisused {
        return new Arguments(List.of(arguments)).duration("--for", OTHERWISE);
    }

    @Test
    void aDurationHasADefault() throws Exception {
        assertThat(length("--out", "x")).isEqualTo(OTHERWISE);
        assertThat(length("1234", "--for", "2m")).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        10   | --for 10 has no unit; write 10s
        0s   | --for 0s must be more than 0; write --for 1m
        soon | --for soon is not a duration
        """)
    void aWrongDurationIsToldWithWhatToWrite(String text, String message) {
        assertThatThrownBy(() -> length("--for", text))
                .isInstanceOf(CommandMisused.class)
                .hasMessageStartingWith(message);
    }
}
