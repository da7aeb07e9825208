package io.fusebox.agent.config.spelling;

/**
 * Characters that look like those that are meant: digits and signs of full width, digits of other scripts, typographic
 * quotes and dashes. Loaded only for a mistake.
 */
public final class Lookalikes {
    private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63";
    private static final String DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033";
    private static final String SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032";

    private Lookalikes() {}

    /** The text with the characters that are meant; the same text if there are no others. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            plain.append(plain(text.charAt(i)));
        }
        return plain.toString();
    }

    /** The index of the first one; -1 if there is none. */
    public static int first(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (plain(text.charAt(i)) != text.charAt(i)) {
                return i;
            }
        }
        return -1;
    }

    /** The character that a look-alike stands for. */
    public static char plain(char c) {
        if (c < 0x80) {
            return c;
        }
        if (c >= '\uff01' && c <= '\uff5e') {
            return (char) (c - '\uff01' + '!');
        }
        if (Character.isDigit(c)) {
            return (char) ('0' + Character.digit(c, 10));
        }
        return DASHES.indexOf(c) >= 0
                ? '-'
                : DOUBLE_QUOTES.indexOf(c) >= 0
                        ? '"'
                        : SINGLE_QUOTES.indexOf(c) >= 0 ? '\'' : c == '\u066a' ? '%' : c == '\u037e' ? ';' : c;
    }
}
