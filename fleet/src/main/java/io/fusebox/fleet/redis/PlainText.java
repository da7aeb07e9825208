package io.fusebox.fleet.redis;

/** Text from Redis as one short line without control characters, for logs and terminals. */
public final class PlainText {
    private static final int LONGEST = 200;

    private PlainText() {}

    /** The text with a blank in place of what a terminal or a log would obey, cut at 200 characters. */
    public static String of(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length() && plain.length() < LONGEST; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            boolean obeyed = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            plain.appendCodePoint(obeyed ? ' ' : c);
        }
        return plain.toString().strip();
    }
}
