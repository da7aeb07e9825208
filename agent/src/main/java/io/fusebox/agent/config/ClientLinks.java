package io.fusebox.agent.config;

import io.fusebox.agent.config.Section.Layer;
import io.fusebox.agent.config.preset.Preset;
import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.source.PropertiesFile;
import io.fusebox.agent.config.value.BadValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the presets that breakers have as their {@code client}. Loaded only if one has. */
final class ClientLinks {
    private ClientLinks() {}

    /** Gives each section with a {@code client} the sections of that preset. */
    static void resolve(Iterable<Section> breakers, ValueReader reader, List<Problem> problems) {
        for (Section section : breakers) {
            if (section.soundValue(Setting.CLIENT) instanceof String name) {
                section.client(sections(Preset.of(name), reader, problems));
            }
        }
    }

    private static List<Section> sections(Preset preset, ValueReader reader, List<Problem> problems) {
        List<Entry> entries = new ArrayList<>();
        PropertiesFile.read(preset.text(), preset.source(), entries, problems);
        Map<String, Section> sections = new LinkedHashMap<>();
        for (Entry entry : entries) {
            try {
                Key key = Key.parse(entry.key());
                String breaker = String.valueOf(key.breaker);
                Section section = sections.get(breaker);
                if (section == null) {
                    section = new Section("breaker." + breaker + ".");
                    sections.put(breaker, section);
                }
                section.add(Layer.FILE, key.setting, entry, problems);
            } catch (BadValue bad) {
                problems.add(entry.problem(bad.what(), bad.instead()));
            }
        }
        for (Section section : sections.values()) {
            section.read(reader);
        }
        LikeLinks.resolve(sections, problems);
        return List.copyOf(sections.values());
    }
}
