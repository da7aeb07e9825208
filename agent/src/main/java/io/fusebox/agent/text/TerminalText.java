package io.fusebox.agent.text;

/**
 * The one place where text of a program becomes text for a terminal, a log or a label. A key or a message may hold
 * anything: line breaks, escape sequences that move the cursor or set the title, marks that turn the direction of writing,
 * characters that nobody sees.
 *
 * <p>What comes out is one line of characters that can be seen. Blanks of all kinds and line breaks become a blank each; all
 * else that is invisible, or acts on its neighbours, is written as Java writes it: {@code \}{@code u202e}. Letters, marks,
 * digits, signs and emoji stay as they are. Pure; loads nothing.
 */
public final class TerminalText {
    private static final String HEX = "0123456789abcdef";
    private static final String ELLIPSIS = "...";

    /** Letters and marks by their category that show nothing: fillers, joiners, vowel signs without a letter. */
    private static final String INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0";

    private TerminalText() {}

    /** The text on one line, safe to show. The same object if nothing had to be changed. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return cleaned(text, i);
            }
        }
        return text;
    }

    /**
     * The same with at most so many characters: of a longer text the beginning and three dots.
     *
     * @param longest at least 4
     */
    public static String of(String text, int longest) {
        // What is cut off need not be looked at: a message may have megabytes.
        boolean tooLong = text.length() > longest;
        String shown = of(tooLong ? text.substring(0, longest) : text);
        return tooLong || shown.length() > longest ? cut(shown, longest - ELLIPSIS.length()) + ELLIPSIS : shown;
    }

    /** A JSON text, safe to show and the same in meaning: whatever is not seen within its strings is escaped. */
    public static String ofJson(String json) {
        StringBuilder shown = null;
        int next;
        for (int i = 0; i < json.length(); i = next) {
            int c = json.codePointAt(i);
            next = i + Character.charCount(c);
            boolean plain = c == '\n' || c == '\t' || c == '\r' || isVisible(c);
            if (shown == null && !plain) {
                shown = new StringBuilder(json.length() + 64).append(json, 0, i);
            }
            if (shown != null && plain) {
                shown.appendCodePoint(c);
            } else if (shown != null) {
                escape(shown, json, i, next);
            }
        }
        return shown == null ? json : shown.toString();
    }

    private static String cut(String text, int end) {
        if (text.length() <= end) {
            return text;
        }
        boolean half = Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, half ? end - 1 : end);
    }

    private static String cleaned(String text, int from) {
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, from);
        int next;
        for (int i = from; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            if (isBlank(c)) {
                shown.append(' ');
            } else if (isVisible(c)) {
                shown.appendCodePoint(c);
            } else {
                escape(shown, text, i, next);
            }
        }
        return shown.toString();
    }

    /** Spaces of any width, tabs and what ends a line or a page. */
    private static boolean isBlank(int c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85;
    }

    /** Whether a code point shows itself, and does nothing else. */
    public static boolean isVisible(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED
                && INVISIBLE.indexOf(c) < 0;
    }

    /** Appends that part of the text as Java and JSON write it: four hexadecimal digits for each {@code char}. */
    public static void escape(StringBuilder shown, String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            shown.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                shown.append(HEX.charAt((text.charAt(i) >> shift) & 15));
            }
        }
    }
}
