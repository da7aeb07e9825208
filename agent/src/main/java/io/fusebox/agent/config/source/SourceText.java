package io.fusebox.agent.config.source;

import java.util.Arrays;

/** The text of a value, and the line that each part of it came from: a value may run over several lines. Immutable. */
public final class SourceText {
    private final String text;
    private final int[] starts;
    private final int[] lines;

    private SourceText(String text, int[] starts, int[] lines) {
        this.text = text;
        this.starts = starts;
        this.lines = lines;
    }

    /** A text that stands on one line. */
    public static SourceText of(String text, int line) {
        return new SourceText(text, new int[] {0}, new int[] {line});
    }

    /** The text itself. */
    public String text() {
        return text;
    }

    /** The line that a character came from; 0 if it has none. */
    public int lineAt(int offset) {
        return lines[rangeAt(offset)];
    }

    /** The index of the last start that is not after the offset. */
    private int rangeAt(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    /** A part of it, without the blanks and line ends around it. */
    public SourceText part(int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        int at = rangeAt(from);
        Builder part = new Builder(lines[at]);
        for (int i = from; i < to; at++) {
            int next = at + 1 < starts.length ? Math.min(to, starts[at + 1]) : to;
            part.line(lines[at]).append(text.substring(i, next));
            i = next;
        }
        return part.build();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f' || c == '\n' || c == '\r';
    }

    @Override
    public String toString() {
        return text;
    }

    /** Collects a text and its lines. */
    static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private int[] starts = {0};
        private int[] lines;
        private int count = 1;

        Builder(int line) {
            lines = new int[] {line};
        }

        /** Says from which line what is appended next comes. */
        Builder line(int line) {
            if (lines[count - 1] == line) {
                return this;
            }
            if (starts[count - 1] != text.length()) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                    lines = Arrays.copyOf(lines, count * 2);
                }
                count++;
            }
            starts[count - 1] = text.length();
            lines[count - 1] = line;
            return this;
        }

        Builder append(char c) {
            text.append(c);
            return this;
        }

        Builder append(String characters) {
            text.append(characters);
            return this;
        }

        int length() {
            return text.length();
        }

        SourceText build() {
            return new SourceText(text.toString(), Arrays.copyOf(starts, count), Arrays.copyOf(lines, count));
        }
    }
}
