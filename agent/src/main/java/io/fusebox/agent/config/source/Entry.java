package io.fusebox.agent.config.source;

import io.fusebox.agent.config.value.Lists;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key with its value, and where both stand; nothing of it is understood yet. Immutable. */
public final class Entry {
    private final Origin origin;
    private final String key;
    private final SourceText value;
    private final @Nullable List<SourceText> elements;

    /** An entry with one text for its value. */
    public Entry(Origin origin, String key, SourceText value) {
        this.origin = origin;
        this.key = key;
        this.value = value;
        this.elements = null;
    }

    /** An entry whose value is a list by the syntax of its file. */
    public Entry(Origin origin, String key, List<SourceText> elements) {
        this.origin = origin;
        this.key = key;
        this.elements = elements;
        StringBuilder joined = new StringBuilder();
        for (SourceText element : elements) {
            joined.append(joined.length() == 0 ? "" : ", ").append(element.text());
        }
        this.value = SourceText.of(joined.toString(), origin.line());
    }

    /** Where the key stands. */
    public Origin origin() {
        return origin;
    }

    /** The key as it was written. */
    public String key() {
        return key;
    }

    /** The value as it was written, its escapes resolved. */
    public SourceText value() {
        return value;
    }

    /** Whether the value is a list by the syntax of its file. */
    public boolean isArray() {
        return elements != null;
    }

    /** The elements of the value: those of an array, or what stands between the commas outside parentheses. */
    public List<SourceText> elements() {
        if (elements != null) {
            return elements;
        }
        List<Integer> cuts = Lists.cuts(value.text());
        List<SourceText> parts = new ArrayList<>();
        for (int i = 0; i + 1 < cuts.size(); i++) {
            parts.add(value.part(cuts.get(i), cuts.get(i + 1) - 1));
        }
        return parts;
    }

    /** A problem with the whole value. */
    public Problem problem(String what, String instead) {
        return new Problem(origin, key, value.text(), what, instead);
    }

    /** A problem with a part of the value. */
    public Problem problem(SourceText part, String what, String instead) {
        return new Problem(origin.atLine(part.lineAt(0)), key, part.text(), what, instead);
    }
}
