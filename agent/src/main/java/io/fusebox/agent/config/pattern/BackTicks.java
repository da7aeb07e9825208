package io.fusebox.agent.config.pattern;

import io.fusebox.agent.config.value.BadValue;

/**
 * Names that have characters which mean something in a pattern, or blanks: they are written between back-ticks, as in
 * Kotlin, and stand for themselves there: {@code com.acme.Bank#`pays twice (or not)`}.
 *
 * <p>While a pattern is parsed, such characters are replaced by others that mean nothing.
 */
final class BackTicks {
    static final char TICK = '`';

    /** What stands for a character of ASCII between back-ticks: one of Unicode's private characters. */
    private static final char HIDDEN = '\ue000';

    private static final int ASCII = 0x80;

    /** Stands before any other character between back-ticks. */
    private static final char MARK = HIDDEN + ASCII;

    private BackTicks() {}

    /**
     * The pattern without its back-ticks, what was between them hidden.
     *
     * @throws BadValue if there is a back-tick without another, or nothing between two
     */
    static String hide(String text) throws BadValue {
        int tick = text.indexOf(TICK);
        if (tick < 0) {
            return text;
        }
        StringBuilder hidden = new StringBuilder(text.length());
        int from = 0;
        while (tick >= 0) {
            int other = text.indexOf(TICK, tick + 1);
            if (other < 0) {
                throw new BadValue(
                        "has one back-tick without another", "back-ticks stand around a name, such as `a b`");
            }
            if (other == tick + 1) {
                throw new BadValue("has nothing between back-ticks", "back-ticks stand around a name, such as `a b`");
            }
            hidden.append(text, from, tick);
            for (int i = tick + 1; i < other; i++) {
                char c = text.charAt(i);
                if (c >= ASCII) {
                    hidden.append(MARK).append(c);
                } else {
                    hidden.append(isOutside(c) ? (char) (HIDDEN + c) : c);
                }
            }
            from = other + 1;
            tick = text.indexOf(TICK, from);
        }
        return hidden.append(text, from, text.length()).toString();
    }

    /** Whether a character stands for another. */
    static boolean isHidden(int c) {
        return c >= HIDDEN && c < MARK;
    }

    /** Whether the character after this one may be any. */
    static boolean isMark(int c) {
        return c == MARK;
    }

    /** The character that is meant. */
    static char plain(char c) {
        return isHidden(c) ? (char) (c - HIDDEN) : c;
    }

    /** The characters that are meant. */
    static String plain(String hidden) {
        StringBuilder plain = new StringBuilder(hidden.length());
        for (int i = 0; i < hidden.length(); i++) {
            if (!isMark(hidden.charAt(i))) {
                plain.append(plain(hidden.charAt(i)));
            }
        }
        return plain.length() == hidden.length() && isPlain(hidden) ? hidden : plain.toString();
    }

    private static boolean isPlain(String hidden) {
        for (int i = 0; i < hidden.length(); i++) {
            if (isHidden(hidden.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The name with wildcards that is meant: what is no wildcard stays hidden. */
    static String glob(String hidden) {
        return hidden.indexOf(MARK) < 0 ? hidden : hidden.replace(String.valueOf(MARK), "");
    }

    /** As it is written in a pattern: back-ticks around each name that needs them. Any text around them stays. */
    static String written(String hidden) {
        if (isPlain(hidden) && hidden.indexOf(MARK) < 0) {
            return hidden;
        }
        StringBuilder written = new StringBuilder(hidden.length() + 2);
        int name = 0;
        boolean open = false;
        for (int i = 0; i < hidden.length(); i++) {
            char c = hidden.charAt(i);
            if (isHidden(c) || isMark(c)) {
                if (!open) {
                    written.insert(name, TICK);
                    open = true;
                }
                if (isHidden(c)) {
                    written.append(plain(c));
                }
            } else if (isOutside(c)) {
                written.append(open ? String.valueOf(TICK) : "").append(c);
                name = written.length();
                open = false;
            } else {
                written.append(c);
            }
        }
        return (open ? written.append(TICK) : written).toString();
    }

    /** Whether a character means something in a pattern, and so must stand outside of back-ticks. */
    private static boolean isOutside(char c) {
        return c < ASCII && !isPlainPart(c);
    }

    /** A name from a class file as a pattern has it; the parts of a class's name between dots one by one. */
    static String around(String name) {
        int dot = name.lastIndexOf('.');
        String last = name.substring(dot + 1);
        String before = dot < 0 ? "" : around(name.substring(0, dot)) + '.';
        for (int i = 0; i < last.length(); i++) {
            if (!isPlainPart(last.charAt(i))) {
                return before + (last.indexOf(TICK) < 0 ? TICK + last + TICK : last);
            }
        }
        return before + last;
    }

    private static boolean isPlainPart(char c) {
        return c == '-' || Character.isSurrogate(c) || PatternNames.isPart(c);
    }
}
