package io.fusebox.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payments",
                "api.acme.com:443/~x",
                "Grüße",
                "Ελλάδα",
                "東京",
                "مرحبا",
                "e\u0301",
                "\ud83d\ude80"
            })
    void whatPeopleWriteStaysAsItIs(String text) {
        assertThat(TerminalText.of(text)).isEqualTo(text);
    }

    @Test
    void plainTextIsNotCopied() {
        String text = "plain";
        assertThat(TerminalText.of(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u000bb",
                "a\fb",
                "a\u0085b",
                "a\u00a0b",
                "a\u2028b",
                "a\u2029b",
                "a\u3000b"
            })
    void whatSeparatesIsABlank(String text) {
        assertThat(TerminalText.of(text)).isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource({
        "0000", "0007", "0008", "001b", "007f", "009b", "00ad", "061c", "180e", "200b", "200d", "200e", "202a", "202e",
        "2060", "2066", "2069", "feff", "fff9", "e000", "3164", "ffa0", "2800", "034f", "0378"
    })
    void whatNobodySeesIsWrittenOut(String hex) {
        String text = "a" + (char) Integer.parseInt(hex, 16) + "b";
        assertThat(TerminalText.of(text)).isEqualTo("a\\u" + hex + "b");
    }

    @Test
    void halfCharactersAndTagsAreWrittenOut() {
        assertThat(TerminalText.of("a\ud83d")).isEqualTo("a\\ud83d");
        assertThat(TerminalText.of("\ude80b")).isEqualTo("\\ude80b");
        assertThat(TerminalText.of("\udb40\udc41")).isEqualTo("\\udb40\\udc41");
    }

    @Test
    void anEscapeSequenceDoesNothing() {
        assertThat(TerminalText.of("\u001b]0;title\u0007\u001b[2J\u009b31m"))
                .isEqualTo("\\u001b]0;title\\u0007\\u001b[2J\\u009b31m");
    }

    @Test
    void whatComesOutIsSafeWhateverGoesIn() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder any = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                any.append((char) (random.nextBoolean() ? random.nextInt(0x10000) : random.nextInt(0x300)));
            }
            String shown = TerminalText.of(any.toString());
            assertThat(shown.codePoints())
                    .noneMatch(c -> Character.isISOControl(c)
                            || Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.SURROGATE
                            || (Character.isSpaceChar(c) && c != ' '));
            assertThat(TerminalText.of(shown)).as("again").isEqualTo(shown);
        }
    }

    @Test
    void longTextIsCutWithoutHalfCharacters() {
        assertThat(TerminalText.of("0123456789", 10)).isEqualTo("0123456789");
        assertThat(TerminalText.of("0123456789a", 10)).isEqualTo("0123456...");
        assertThat(TerminalText.of("012345\ud83d\ude80-------", 10)).isEqualTo("012345...");
        assertThat(TerminalText.of("0123\u001b", 8)).isEqualTo("0123\\...");
        assertThat(TerminalText.of("x".repeat(5_000_000), 80)).hasSize(80);
    }
}
