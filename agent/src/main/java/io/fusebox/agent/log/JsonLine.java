package io.fusebox.agent.log;

import io.fusebox.agent.text.TerminalText;
import org.jspecify.annotations.Nullable;

/** Writes a JSON object on one line. For one thread; loaded before {@code main} if the log is in JSON. */
public final class JsonLine {
    private final StringBuilder out = new StringBuilder(200).append('{');

    /** A member with a text; none if it is null. */
    public JsonLine add(String name, @Nullable String value) {
        if (value != null) {
            begin(name);
            text(value);
        }
        return this;
    }

    /** A member with a whole number. */
    public JsonLine add(String name, long value) {
        begin(name);
        out.append(value);
        return this;
    }

    /** The object. */
    public String end() {
        return out.append('}').toString();
    }

    private void begin(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        text(name);
        out.append(':');
    }

    /** What nobody sees is escaped: the object may be read on a terminal. */
    private void text(String text) {
        out.append('"');
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (TerminalText.isVisible(c)) {
                out.appendCodePoint(c);
            } else {
                TerminalText.escape(out, text, i, next);
            }
        }
        out.append('"');
    }
}
