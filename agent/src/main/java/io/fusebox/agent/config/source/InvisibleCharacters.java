package io.fusebox.agent.config.source;

import io.fusebox.agent.text.TerminalText;
import java.util.Locale;

/** Characters that nobody sees, in keys and values. Loaded only where there is one. */
public final class InvisibleCharacters {
    private InvisibleCharacters() {}

    /** The index of the first one; -1 if there is none. */
    public static int first(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c != ' ' && (!TerminalText.isVisible(c) || Character.isSpaceChar(c)) && !Character.isISOControl(c)) {
                return i;
            }
        }
        return -1;
    }

    /** What is wrong: the character by code point and name, and where it stands. */
    public static String named(String text, int offset) {
        int c = text.codePointAt(offset);
        String name = Character.getName(c);
        return "has " + String.format(Locale.ROOT, "U+%04X", c) + (name == null ? "" : " (" + name + ")")
                + ", which nobody sees, as character " + (text.codePointCount(0, offset) + 1);
    }

    /** The text without them; a blank for one that has a width. */
    public static String remove(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == ' ' || Character.isISOControl(c) || (TerminalText.isVisible(c) && !Character.isSpaceChar(c))) {
                plain.appendCodePoint(c);
            } else if (Character.isSpaceChar(c)) {
                plain.append(' ');
            }
        }
        return plain.toString().strip();
    }
}
