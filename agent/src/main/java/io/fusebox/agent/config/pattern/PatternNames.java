package io.fusebox.agent.config.pattern;

import io.fusebox.agent.config.value.BadValue;

/**
 * Names of types and methods as class files may have them: not only Java's identifiers. Letters of any script, digits, also
 * the first, {@code $}, {@code _} and, but for parameters, {@code -} are written as they are; all others between
 * {@linkplain BackTicks back-ticks}.
 */
final class PatternNames {
    /** Characters that no name in a class file may contain; a dot separates packages. */
    private static final String NEVER = ".;[/";

    private PatternNames() {}

    /** Whether a text is a name, or one with wildcards. */
    static boolean isNameOrGlob(String text) {
        return isName(text, "*-");
    }

    /** Whether a text is a name. */
    private static boolean isName(String text, String more) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (BackTicks.isMark(c)) {
                i++;
            } else if (BackTicks.isHidden(c)) {
                if (NEVER.indexOf(BackTicks.plain((char) c)) >= 0) {
                    return false;
                }
            } else if (!isPart(c) && more.indexOf(c) < 0) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    /** Whether a character of a name may be written without back-ticks; one that nobody sees is none. */
    static boolean isPart(int c) {
        return Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    /** Whether each part between dots is a name; wildcards count. */
    static boolean isTypeOrGlob(String text) {
        return isType(text, "*-");
    }

    /** Checks a full class name. */
    static void checkClass(String text) throws BadValue {
        if (!isType(text, "")) {
            throw new BadValue(
                    "'" + text + "' is no class name", "a full class name looks like com.acme.PaymentClient");
        }
    }

    private static boolean isType(String text, String more) {
        int start = 0;
        int dot = text.indexOf('.');
        while (dot >= 0) {
            if (!isName(text.substring(start, dot), more)) {
                return false;
            }
            start = dot + 1;
            dot = text.indexOf('.', start);
        }
        return isName(text.substring(start), more);
    }
}
