package io.fusebox.agent.config.value;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list at its commas, but not at those inside parentheses or between back-ticks. */
public final class Lists {
    private static final String QUOTES = "'\"`\u2018\u2019\u201c\u201d\u201e";
    private static final String OPENING = "[{<";
    private static final String CLOSING = "]}>";

    private Lists() {}

    /**
     * The offsets at which the elements of a list begin, and after them the one behind its end: element {@code i} runs
     * from {@code [i]} to {@code [i + 1] - 1}, where the comma stands.
     */
    public static List<Integer> cuts(String text) {
        List<Integer> cuts = new ArrayList<>();
        cuts.add(0);
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted || c == '`') {
                quoted ^= c == '`';
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth = Math.max(0, depth - 1);
            } else if (c == ',' && depth == 0) {
                cuts.add(i + 1);
            }
        }
        cuts.add(text.length() + 1);
        return cuts;
    }

    /**
     * The elements that were probably meant by a list in another notation: in brackets, in quotes, with semicolons, bars or
     * line breaks between them, with empty elements. Only for a text that has a mistake.
     */
    public static List<String> meant(String text) {
        String list = unwrapped(text.strip());
        List<String> parts = new ArrayList<>();
        int parentheses = 0;
        int depth = 0;
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (quoted || c == '`') {
                quoted ^= c == '`';
            } else if (c == '(' || (parentheses > 0 && c == ')')) {
                // Between parentheses, a bracket may be that of a descriptor.
                parentheses += c == '(' ? 1 : -1;
            } else if (parentheses == 0 && OPENING.indexOf(c) >= 0) {
                depth++;
            } else if (parentheses == 0 && CLOSING.indexOf(c) >= 0) {
                boolean arrow = c == '>' && i > 0 && (list.charAt(i - 1) == '-' || list.charAt(i - 1) == '=');
                depth -= depth > 0 && !arrow ? 1 : 0;
            } else if (parentheses == 0 && depth == 0 && separates(list, i)) {
                add(parts, list.substring(start, i));
                start = i + 1;
            }
        }
        add(parts, list.substring(start));
        return parts;
    }

    private static void add(List<String> parts, String part) {
        String one = unwrapped(part.strip());
        if (!one.isEmpty()) {
            parts.add(one);
        }
    }

    private static boolean separates(String list, int at) {
        char c = list.charAt(at);
        if (c == ';') {
            // It may also end a descriptor: Lcom/acme/T;->fetch()V
            char next = at + 1 < list.length() ? list.charAt(at + 1) : ' ';
            return "-.#:)".indexOf(next) < 0;
        }
        return c == ',' || c == '|' || c == '\n' || c == '\r' || c == '\u060c' || c == '\uff0c' || c == '\uff1b';
    }

    /** A text without brackets or quotes around all of it. */
    static String unwrapped(String text) {
        String inner = text;
        while (inner.length() >= 2) {
            char first = inner.charAt(0);
            char last = inner.charAt(inner.length() - 1);
            boolean quotes = first != '`' && QUOTES.indexOf(first) >= 0 && QUOTES.indexOf(last) >= 0;
            boolean brackets = (first == '[' && last == ']') || (first == '{' && last == '}');
            if (!(brackets && closes(inner)) && !(quotes && isOne(inner))) {
                return inner;
            }
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        return inner;
    }

    /** Whether the bracket that begins a text is closed at its end only. */
    private static boolean closes(String text) {
        int depth = 0;
        for (int i = 0; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (depth == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether there are no quotes inside of the outer ones. */
    private static boolean isOne(String text) {
        for (int i = 1; i < text.length() - 1; i++) {
            if (text.charAt(i) != '`' && QUOTES.indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
