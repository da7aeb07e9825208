package io.fusebox.agent.config;

import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed entry. Immutable. */
final class Value {
    final Entry entry;

    /** Whether it parsed; if not, a problem says why. */
    final boolean sound;

    /** The value; a list of them where the setting takes a list; null for the word that stands for none. */
    final @Nullable Object parsed;

    /** For a list, the texts that its elements were parsed from. */
    final List<SourceText> elements;

    private Value(Entry entry, boolean sound, @Nullable Object parsed, List<SourceText> elements) {
        this.entry = entry;
        this.sound = sound;
        this.parsed = parsed;
        this.elements = elements;
    }

    static Value of(Entry entry, @Nullable Object parsed) {
        return new Value(entry, true, parsed, List.of());
    }

    static Value ofList(Entry entry, List<Object> parsed, List<SourceText> elements) {
        return new Value(entry, true, parsed, elements);
    }

    /** Where it is written; with the key, if that begins otherwise. */
    String origin(String prefix) {
        String key = entry.key();
        return key.startsWith(prefix) ? entry.origin().toString() : entry.origin() + " (" + key + ')';
    }

    static Value unsound(Entry entry) {
        return new Value(entry, false, null, List.of());
    }
}
