package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.preset.Preset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/presets.md} has a row for each preset, and the files that it shows have no problem. */
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
}
