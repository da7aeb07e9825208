package io.fusebox.internal.jmx;

import io.fusebox.Mode;
import org.jspecify.annotations.Nullable;

/** Takes values from clients, who may send anything, or says in words what is allowed. */
final class Allowed {
    private Allowed() {}

    /**
     * A whole number of any of Java's integer classes.
     *
     * @param allowed the range in words, such as {@code a whole number >= 1}
     * @throws IllegalArgumentException such as {@code ErrorThreshold must be a whole number >= 1, was 0}
     */
    static long wholeNumber(String what, @Nullable Object value, long min, long max, String allowed) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            long number = ((Number) value).longValue();
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new IllegalArgumentException(what + " must be " + allowed + ", was " + shown(value));
    }

    /** A count of at least 1. */
    static int count(String what, @Nullable Object value) {
        return (int) wholeNumber(what, value, 1, Integer.MAX_VALUE, "a whole number >= 1");
    }

    /** One of the words of {@link Mode}. */
    static Mode mode(@Nullable Object value) {
        if (value instanceof String word) {
            return Mode.ofWord(word);
        }
        throw new IllegalArgumentException("mode must be enforce, observe or off, was " + shown(value));
    }

    private static String shown(@Nullable Object value) {
        if (value == null || value instanceof Number) {
            return String.valueOf(value);
        }
        return value instanceof String
                ? "the text '" + value + "'"
                : "a " + value.getClass().getName();
    }
}
