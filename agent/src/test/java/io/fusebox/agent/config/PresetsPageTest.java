package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.preset.Preset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/presets.md} has a row for each preset; what {@code docs/five-minutes.md} shows of files has no problem. */
class PresetsPageTest {
    @Test
    void thePageHasEachPreset() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "presets.md"));
        int end = 0;
        for (String name : Preset.names()) {
            Preset preset = Preset.of(name);
            String row = "\n| `" + name + "` | " + preset.summary() + " | " + preset.tested() + " |\n";
            assertThat(page.indexOf(row)).as(row).isGreaterThan(end);
            end = page.indexOf(row);
        }
        assertThat(page.split("\n\\| `", -1)).hasSize(Preset.names().size() + 1);
    }

    @Test
    void whatSuggestIsShownToWriteIsAConfiguration() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "five-minutes.md"));
        List<String> files = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(files).hasSize(3).allSatisfy(file -> {
            Configuration configuration = new ConfigReader(Map.of(), Map.of()).read(file, "shop.properties");
            assertThat(configuration.problems()).isEmpty();
            assertThat(configuration.breakers()).isNotEmpty();
        });
    }
}
