package io.fusebox.agent.log;

import org.jspecify.annotations.Nullable;

/** Writes a JSON object on one line. For one thread; loaded before {@code main} if the log is in JSON. */
public final class JsonLine {
    private static final String HEX = "0123456789abcdef";

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

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == '\u2028' || c == '\u2029' || isHalf(text, i)) {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt((c >> shift) & 15));
                }
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** Half a character, which no encoding can write. */
    private static boolean isHalf(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
