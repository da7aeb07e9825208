package io.fusebox.agent.config.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the syntax of {@link java.util.Properties} and keeps what that class forgets: the line of every key, and keys
 * that stand there twice. Trailing blanks of a value are left out. For one text, by one thread.
 */
public final class PropertiesFile {
    private final String text;
    private final String file;
    private final List<Entry> entries;
    private final List<Problem> problems;
    private int position;
    private int line = 1;

    private PropertiesFile(String text, String file, List<Entry> entries, List<Problem> problems) {
        this.text = text;
        this.file = file;
        this.entries = entries;
        this.problems = problems;
    }

    /** Adds the entries of a text, in its order, and what is wrong with its syntax. */
    public static void read(String text, String file, List<Entry> entries, List<Problem> problems) {
        new PropertiesFile(text, file, entries, problems).read();
    }

    private void read() {
        while (true) {
            skipBlanks();
            if (position >= text.length()) {
                return;
            }
            char c = text.charAt(position);
            if (c == '\n' || c == '\r') {
                newLine();
            } else if (c == '#' || c == '!') {
                skipLine();
            } else {
                entry(logicalLine());
            }
        }
    }

    /** A line with those that continue it; escapes other than of a line's end are left in it. */
    private SourceText logicalLine() {
        SourceText.Builder raw = new SourceText.Builder(line);
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n' || c == '\r') {
                newLine();
                break;
            }
            position++;
            if (c != '\\') {
                raw.append(c);
            } else if (position < text.length()) {
                char escaped = text.charAt(position);
                if (escaped == '\n' || escaped == '\r') {
                    newLine();
                    if (raw.length() == 0) {
                        // Nothing to continue: what follows may be a comment.
                        break;
                    }
                    skipBlanks();
                    raw.line(line);
                } else {
                    raw.append(c).append(escaped);
                    position++;
                }
            }
        }
        return raw.build();
    }

    private void entry(SourceText source) {
        String raw = source.text();
        if (raw.isEmpty()) {
            return;
        }
        int keyEnd = keyEnd(raw);
        int valueStart = pastBlanks(raw, keyEnd);
        if (valueStart < raw.length() && isSeparator(raw.charAt(valueStart))) {
            valueStart = pastBlanks(raw, valueStart + 1);
        }
        Origin origin = Origin.file(file, source.lineAt(0));
        SourceText key = unescaped(source, 0, keyEnd, origin);
        SourceText value = unescaped(source, valueStart, raw.length(), origin);
        if (key != null && value != null) {
            entries.add(new Entry(origin, key.text(), value.part(0, value.text().length())));
        }
    }

    private static int keyEnd(String raw) {
        int end = 0;
        while (end < raw.length() && !isBlank(raw.charAt(end)) && !isSeparator(raw.charAt(end))) {
            end += raw.charAt(end) == '\\' ? 2 : 1;
        }
        return end;
    }

    /** A part of a logical line with its escapes resolved; null, and a problem, if one of them is malformed. */
    private @Nullable SourceText unescaped(SourceText source, int start, int end, Origin origin) {
        String raw = source.text();
        SourceText.Builder unescaped = new SourceText.Builder(source.lineAt(start));
        int i = start;
        while (i < end) {
            char c = raw.charAt(i);
            unescaped.line(source.lineAt(i));
            i++;
            if (c == '\\') {
                c = raw.charAt(i++);
                if (c == 'u') {
                    int code = hexadecimal(raw, i, end);
                    if (code < 0) {
                        problems.add(new Problem(
                                origin.atLine(source.lineAt(i - 1)),
                                raw.substring(0, keyEnd(raw)),
                                null,
                                "has \\u without four hexadecimal digits",
                                "a backslash before a u is written \\\\"));
                        return null;
                    }
                    c = (char) code;
                    i += 4;
                } else {
                    c = escaped(c);
                }
            }
            unescaped.append(c);
        }
        return unescaped.build();
    }

    private static int hexadecimal(String raw, int start, int end) {
        if (start + 4 > end) {
            return -1;
        }
        int code = 0;
        for (int i = start; i < start + 4; i++) {
            int digit = Character.digit(raw.charAt(i), 16);
            if (digit < 0 || raw.charAt(i) > 'f') {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }

    private static char escaped(char c) {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            default -> c;
        };
    }

    private void newLine() {
        if (text.startsWith("\r\n", position)) {
            position++;
        }
        position++;
        line++;
    }

    private void skipLine() {
        while (position < text.length() && text.charAt(position) != '\n' && text.charAt(position) != '\r') {
            position++;
        }
    }

    private void skipBlanks() {
        position = pastBlanks(text, position);
    }

    private static int pastBlanks(String text, int start) {
        int i = start;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static boolean isSeparator(char c) {
        return c == '=' || c == ':';
    }
}
