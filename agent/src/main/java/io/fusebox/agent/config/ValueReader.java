package io.fusebox.agent.config;

import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.Placeholders;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.source.SourceText;
import io.fusebox.agent.config.source.TextFile;
import io.fusebox.agent.config.value.BadValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes values of entries: fills in placeholders, then lets the setting's type parse them. Collects what is wrong. */
final class ValueReader {
    private final Placeholders placeholders;
    private final List<Problem> problems;

    ValueReader(Placeholders placeholders, List<Problem> problems) {
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /** The value of an entry; every mistake in it becomes a problem. */
    Value read(Setting setting, Entry written) {
        Entry entry = filled(written);
        if (entry == null || !isClean(setting, entry)) {
            return Value.unsound(written);
        }
        if (setting.isAbsent(entry.value().text())) {
            return setting.isEmptyList() ? Value.ofList(written, List.of(), List.of()) : Value.of(written, null);
        }
        if (setting.type().isList()) {
            return list(setting, written, entry.elements());
        }
        if (entry.isArray()) {
            problems.add(entry.problem(
                    "is a list", "write one value such as " + setting.type().example()));
            return Value.unsound(written);
        }
        Object parsed = parsed(setting, entry, entry.value());
        return parsed == null ? Value.unsound(written) : Value.of(written, parsed);
    }

    private Value list(Setting setting, Entry entry, List<SourceText> elements) {
        List<Object> parsed = new ArrayList<>();
        Set<Object> known = new HashSet<>();
        List<SourceText> texts = new ArrayList<>();
        boolean sound = true;
        for (SourceText element : elements) {
            Object one = parsed(setting, entry, element);
            sound &= one != null;
            if (one != null && known.add(one)) {
                parsed.add(one);
                texts.add(element);
            }
        }
        return sound ? Value.ofList(entry, parsed, texts) : Value.unsound(entry);
    }

    private @Nullable Object parsed(Setting setting, Entry entry, SourceText text) {
        try {
            Object parsed = setting.parse(text.text());
            CoreSettings.check(setting, parsed);
            return parsed;
        } catch (BadValue e) {
            problems.add(entry.problem(text, e.what(), e.instead()));
        } catch (IllegalArgumentException e) {
            problems.add(entry.problem(
                    text,
                    CoreSettings.what(setting, e),
                    "write for example " + setting.type().example()));
        }
        return null;
    }

    private @Nullable Entry filled(Entry entry) {
        SourceText current = entry.value();
        try {
            if (!entry.isArray()) {
                SourceText filled = placeholders.fill(current);
                return filled == current
                        ? entry
                        : new Entry(
                                entry.origin(),
                                entry.key(),
                                filled.part(0, filled.text().length()));
            }
            List<SourceText> elements = new ArrayList<>();
            for (SourceText element : entry.elements()) {
                current = element;
                elements.add(placeholders.fill(element));
            }
            return new Entry(entry.origin(), entry.key(), elements);
        } catch (BadValue e) {
            problems.add(entry.problem(current, e.what(), e.instead()));
            return null;
        }
    }

    /** Looks for what is no value of any setting. */
    private boolean isClean(Setting setting, Entry entry) {
        String text = entry.value().text();
        if (text.isEmpty()) {
            problems.add(entry.problem(
                    "has no value", "write for example " + setting.type().example()));
            return false;
        }
        boolean quoted = false;
        boolean hash = false;
        char quote = setting == Setting.METHODS ? '`' : '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == TextFile.MALFORMED) {
                problems.add(problemAt(entry, i, "has bytes that are not UTF-8", "save the file in UTF-8"));
                return false;
            }
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != quote;
            } else if (c == quote) {
                quoted = true;
            } else if (c == ',') {
                hash = false;
            } else if (Character.isISOControl(c)) {
                problems.add(problemAt(
                        entry,
                        i,
                        "has a control character: a backslash begins an escape",
                        "write \\\\ for a backslash, or / in file names"));
                return false;
            } else if (c == '#') {
                // A pattern with a blank before its only # is the pattern's mistake.
                boolean ofPattern = setting == Setting.METHODS && !hash && !isBlankAt(text, i + 1);
                if (i > 0 && isBlankAt(text, i - 1) && !ofPattern) {
                    problems.add(problemAt(
                            entry, i, "' #' does not begin a comment here", "write the comment on a line of its own"));
                    return false;
                }
                hash = true;
            }
        }
        return true;
    }

    private static Problem problemAt(Entry entry, int offset, String what, String instead) {
        return new Problem(
                entry.origin().atLine(entry.value().lineAt(offset)),
                entry.key(),
                entry.value().text(),
                what,
                instead);
    }

    private static boolean isBlankAt(String text, int i) {
        return i >= text.length() || text.charAt(i) == ' ' || text.charAt(i) == '\t';
    }
}
