package io.fusebox.agent.config;

import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.Placeholders;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.source.SourceText;
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
        if (entry == null) {
            return Value.unsound(written);
        }
        List<Problem> found = new ArrayList<>(0);
        Value value = read(setting, written, entry, found);
        if (found.isEmpty()) {
            return value;
        }
        // What a placeholder stands for may be a secret.
        problems.addAll(entry == written ? found : List.of(ValueProblems.ofPlaceholder(setting, written)));
        return Value.unsound(written);
    }

    private Value read(Setting setting, Entry written, Entry entry, List<Problem> found) {
        if (!isClean(setting, entry, found)) {
            return Value.unsound(written);
        }
        if (setting.isAbsent(entry.value().text())) {
            return setting.isEmptyList() ? Value.ofList(written, List.of(), List.of()) : Value.of(written, null);
        }
        if (setting.type().isList()) {
            return list(setting, written, entry, found);
        }
        if (entry.isArray()) {
            found.add(ValueProblems.ofArray(setting, entry));
            return Value.unsound(written);
        }
        Object parsed = parsed(setting, entry, entry.value(), found);
        return parsed == null ? Value.unsound(written) : Value.of(written, parsed);
    }

    private Value list(Setting setting, Entry written, Entry entry, List<Problem> found) {
        List<Object> parsed = new ArrayList<>();
        Set<Object> known = new HashSet<>();
        List<SourceText> texts = new ArrayList<>();
        List<SourceText> elements = entry.elements();
        for (SourceText element : elements) {
            Object one = parsed(setting, entry, element, found);
            if (one != null && known.add(one)) {
                parsed.add(one);
                // What a problem names later is what is written.
                texts.add(entry == written ? element : written.value());
            }
        }
        if (found.isEmpty() && setting == Setting.METHODS && hasOnlyExclusions(parsed)) {
            found.add(entry.problem(
                    "names only what is left out",
                    "another pattern must name what is guarded, as in com.acme.**#*, !com.acme.internal.**"));
        }
        if (found.isEmpty()) {
            return Value.ofList(written, parsed, texts);
        }
        Problem ofList = ValueProblems.ofList(setting, entry, elements, found);
        if (ofList != null) {
            found.clear();
            found.add(ofList);
        }
        return Value.unsound(written);
    }

    private static boolean hasOnlyExclusions(List<Object> patterns) {
        for (Object pattern : patterns) {
            if (!((MethodPattern) pattern).excludes()) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object parsed(Setting setting, Entry entry, SourceText text, List<Problem> found) {
        try {
            Object parsed = setting.parse(text.text());
            CoreSettings.check(setting, parsed);
            return parsed;
        } catch (BadValue e) {
            found.add(ValueProblems.of(setting, entry, text, e));
        } catch (IllegalArgumentException e) {
            found.add(ValueProblems.outOfBounds(setting, entry, text, e));
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
            boolean same = true;
            for (SourceText element : entry.elements()) {
                current = element;
                SourceText filled = placeholders.fill(element);
                same &= filled == element;
                elements.add(filled);
            }
            return same ? entry : new Entry(entry.origin(), entry.key(), elements);
        } catch (BadValue e) {
            problems.add(entry.problem(current, e.what(), e.instead()));
            return null;
        }
    }

    /** Looks for what is no value of any setting. */
    private static boolean isClean(Setting setting, Entry entry, List<Problem> found) {
        String text = entry.value().text();
        if (text.isEmpty()) {
            found.add(entry.problem(
                    "has no value", "for example " + setting.type().example()));
            return false;
        }
        boolean quoted = false;
        boolean hash = false;
        char quote = setting == Setting.METHODS ? '`' : '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || c < ' ') {
                Problem problem = ValueProblems.ofCharacter(setting, entry, i, quoted);
                if (problem != null) {
                    found.add(problem);
                    return false;
                }
            }
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != quote;
            } else if (c == quote) {
                quoted = true;
            } else if (c == ',') {
                hash = false;
            } else if (c == '#') {
                // A pattern with a blank before its only # is the pattern's mistake.
                boolean ofPattern = setting == Setting.METHODS && !hash && isWord(text, i + 1);
                if (i > 0 && isBlankAt(text, i - 1) && !ofPattern) {
                    found.add(ValueProblems.at(
                            entry, i, "' #' does not begin a comment here", "put the comment on a line of its own"));
                    return false;
                }
                hash = true;
            }
        }
        return true;
    }

    /** Whether one word follows up to the end of the element. */
    private static boolean isWord(String text, int start) {
        int comma = text.indexOf(',', start);
        String rest = text.substring(start, comma < 0 ? text.length() : comma).strip();
        return !rest.isEmpty() && (rest.indexOf(' ') < 0 || !isBlankAt(text, start));
    }

    private static boolean isBlankAt(String text, int i) {
        return i >= text.length() || text.charAt(i) == ' ' || text.charAt(i) == '\t';
    }
}
