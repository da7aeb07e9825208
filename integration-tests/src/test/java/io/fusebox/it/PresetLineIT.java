package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be taken out of presets; docs/presets.md says how much that is. */
class PresetLineIT {
    @Test
    void thePageSaysHowManyLinesArePutToTheProof() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("fusebox.test.documents"), "presets.md"));
        List<String> presets = PresetProgram.all().stream()
                .map(PresetProgram::preset)
                .distinct()
                .sorted()
                .toList();
        int all = 0;
        StringBuilder counts = new StringBuilder();
        for (String preset : presets) {
            int lines = PresetLine.of(OtherJar.preset(preset)).size();
            counts.append(counts.isEmpty() ? "" : ", ").append(preset + " " + lines);
            all += lines;
        }
        assertThat(page.replaceAll("\\s+", " ")).contains(all + " pieces: " + counts + ".");
    }

    @Test
    void settingsEntriesAndComparisons() {
        List<PresetLine> lines = PresetLine.of("""
                # A comment
                breaker.a.methods = b.A#m(int, int), b.B#m, !b.C, !b.D
                breaker.a.key     = arg0
                breaker.a.when    = result == 1 \\
                    && !(result == 2 || this.x == "||")

                breaker.c.like    = a
                breaker.c.methods = b.C#m
                """);
        assertThat(lines)
                .extracting(PresetLine::what)
                .containsExactly(
                        "breaker.a.methods",
                        "breaker.a.methods without b.A#m(int, int)",
                        "breaker.a.methods without b.B#m",
                        "breaker.a.methods without !b.D",
                        "breaker.a.key",
                        "breaker.a.when",
                        "breaker.a.when without result == 1",
                        "breaker.a.when without result == 2",
                        "breaker.a.when without this.x == \"||\"",
                        "breaker.c.methods");
        assertThat(lines.get(1).textWithout()).isEqualTo("""
                breaker.a.methods = b.B#m, !b.C, !b.D
                breaker.a.key = arg0
                breaker.a.when = result == 1 && !(result == 2 || this.x == "||")
                breaker.c.like = a
                breaker.c.methods = b.C#m
                """);
        assertThat(lines.get(4).textWithout()).doesNotContain("key");
    }

    @Test
    void theRestOfAConditionIsOne() {
        assertThat(new ConditionPieces("a == 1 && (b == 2 || c == 3) && !(d == 4 && e == 5)").rest())
                .isEqualTo(Map.of(
                        "a == 1", "(b == 2 || c == 3) && !(d == 4 && e == 5)",
                        "b == 2", "a == 1 && (c == 3) && !(d == 4 && e == 5)",
                        "c == 3", "a == 1 && (b == 2) && !(d == 4 && e == 5)",
                        "d == 4", "a == 1 && (b == 2 || c == 3) && !(e == 5)",
                        "e == 5", "a == 1 && (b == 2 || c == 3) && !(d == 4)"));
    }
}
