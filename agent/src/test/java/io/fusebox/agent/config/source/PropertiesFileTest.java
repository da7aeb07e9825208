package io.fusebox.agent.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PropertiesFileTest {
    private final List<Problem> problems = new ArrayList<>();

    @Test
    void everyKeyHasItsLine() {
        List<Entry> entries = read("# comment\n\na = 1\n! comment\r\n  b : 2\rc 3\n\n");

        assertThat(problems).isEmpty();
        assertThat(entries).extracting(Entry::key).containsExactly("a", "b", "c");
        assertThat(entries).extracting(e -> e.value().text()).containsExactly("1", "2", "3");
        assertThat(entries).extracting(e -> e.origin().line()).containsExactly(3, 5, 6);
    }

    @Test
    void everyElementOfAListHasItsLine() {
        Entry entry = read("x = 1\nlist = a, \\\n   b, c, \\\n\n").get(1);

        assertThat(entry.elements()).extracting(SourceText::text).containsExactly("a", "b", "c", "");
        assertThat(entry.elements()).extracting(e -> e.lineAt(0)).containsExactly(2, 3, 3, 3);
    }

    @Test
    void commasInsideParenthesesDoNotCut() {
        Entry entry = read("list = a(b, c),d").get(0);

        assertThat(entry.elements()).extracting(SourceText::text).containsExactly("a(b, c)", "d");
    }

    @Test
    void aKeyThatStandsThereTwiceIsThereTwice() {
        assertThat(read("a = 1\na = 2\n")).hasSize(2);
    }

    @Test
    void aMalformedEscapeIsAProblemOfItsLine() {
        assertThat(read("a = 1\nb = x \\\n \\u12g4\nc = 3\n")).hasSize(2);
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "file:3: b: has \\u without four hexadecimal digits; a backslash before a u is written \\\\");
    }

    @Test
    void readsWhatJavaReads() throws IOException {
        Random random = new Random(7);
        String[] pieces = {
            "a", "b", "key", "=", ":", " ", "\t", "\f", "#", "!", "\\", "\\\\", "\n", "\r", "\r\n", "\\\n", "\\\r\n",
            "\\u0041", "\\t", "\\=", "\\:", "\\ ", "ü", "value"
        };
        int compared = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(16); length > 0; length--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            Properties properties = new Properties();
            try {
                properties.load(new StringReader(text.toString()));
            } catch (IllegalArgumentException malformedEscape) {
                continue;
            }
            Map<String, String> expected = new HashMap<>();
            properties.forEach((key, value) -> expected.put((String) key, trimmed((String) value)));
            Map<String, String> actual = new HashMap<>();
            for (Entry entry : read(text.toString())) {
                actual.put(entry.key(), entry.value().text());
            }
            // Of a lone backslash at its end Java makes a key without a name.
            expected.remove("");
            actual.remove("");
            assertThat(actual).as("%s", text).isEqualTo(expected);
            compared++;
        }
        assertThat(compared).isGreaterThan(40_000);
        assertThat(problems).isEmpty();
    }

    private static String trimmed(String value) {
        return SourceText.of(value, 1).part(0, value.length()).text();
    }

    private List<Entry> read(String text) {
        List<Entry> entries = new ArrayList<>();
        PropertiesFile.read(text, "file", entries, problems);
        return entries;
    }
}
