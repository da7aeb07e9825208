package io.fusebox;

import io.fusebox.internal.text.DurationText;
import java.time.Duration;
import java.util.List;

/**
 * What values a {@link BreakerSetting} takes: their bounds, and the words for them. The bounds of a kind stand here and
 * nowhere else; messages and documentation use the same words. Without a {@code switch} over its constants, which would be
 * one class more at each start.
 */
public enum ValueKind {
    /** An {@link Integer} of at least 1. */
    WHOLE_NUMBER("a whole number >= 1"),
    /** A {@link Duration}. */
    DURATION("a duration > 0, at most 365 days"),
    /** A {@link Double}: a percentage that something must reach. */
    RATE("a percentage > 0%, at most 100%"),
    /** A {@link Double}: a percentage that may be zero. */
    PERCENTAGE("a percentage from 0% to 100%"),
    /** A {@link Double}. */
    FACTOR("a number from 1 to 1000000"),
    /** A {@code List<String>}. */
    CLASS_NAMES("full class names such as java.io.IOException"),
    /** An {@link ExceptionCondition}. */
    CONDITION("a condition on the exception"),
    /** A {@link WaitSource}. */
    WAIT_SOURCE("a path from `exception` or `result`"),
    /** A {@link Window}, which checks its own bounds. */
    WINDOW("`N calls`, at most 1000000, or a duration from 10ms to 365 days"),
    /** A {@link io.fusebox.Mode}. */
    MODE("`enforce`, `observe` or `off`");

    /** No duration of a setting is longer. */
    static final Duration MAX_DURATION = Duration.ofDays(365);

    private final String words;

    ValueKind(String words) {
        this.words = words;
    }

    /** What values it takes, in words that follow "must be"; in Markdown. */
    public String words() {
        return words;
    }

    /** The value within the bounds; a list is copied. */
    Object checked(String key, Object value) {
        if (this == WHOLE_NUMBER) {
            require((Integer) value >= 1, key, value);
        } else if (this == DURATION) {
            require(isDuration((Duration) value), key, value);
        } else if (this == RATE) {
            require((Double) value > 0 && (Double) value <= 100, key, value);
        } else if (this == PERCENTAGE) {
            require((Double) value >= 0 && (Double) value <= 100, key, value);
        } else if (this == FACTOR) {
            require((Double) value >= 1 && (Double) value <= 1_000_000, key, value);
        } else if (this == CLASS_NAMES) {
            return classNames(key, (List<?>) value);
        } else if (this != CONDITION && this != WAIT_SOURCE && this != WINDOW && this != MODE) {
            // The types of these four know their bounds.
            throw new AssertionError(this + " has no bounds");
        }
        return value;
    }

    private static boolean isDuration(Duration value) {
        return value.compareTo(Duration.ZERO) > 0 && value.compareTo(MAX_DURATION) <= 0;
    }

    private void require(boolean allowed, String key, Object value) {
        if (!allowed) {
            String sign = this == RATE || this == PERCENTAGE ? "%" : "";
            throw new IllegalArgumentException(key + " must be " + words + ", was " + value + sign);
        }
    }

    private List<String> classNames(String key, List<?> names) {
        String[] copy = new String[names.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = String.valueOf(names.get(i));
            require(isClassName(copy[i]), key, "'" + copy[i] + "'");
        }
        return List.of(copy);
    }

    /** Whether a class may have the name; whether there is such a class shows only later. */
    private static boolean isClassName(String name) {
        boolean begins = true;
        for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
            int c = name.codePointAt(i);
            if (begins ? !Character.isJavaIdentifierStart(c) : c != '.' && !Character.isJavaIdentifierPart(c)) {
                return false;
            }
            begins = c == '.';
        }
        return !begins;
    }

    /** A value as a configuration file has it. */
    String text(Object value) {
        if (this == DURATION) {
            return DurationText.of((Duration) value);
        }
        if (this == RATE || this == PERCENTAGE) {
            return decimal((Double) value) + "%";
        }
        if (this == FACTOR) {
            return decimal((Double) value);
        }
        if (this == CLASS_NAMES) {
            return joined((List<?>) value);
        }
        if (this == WINDOW) {
            return value instanceof Window.Calls calls
                    ? calls.count() + " calls"
                    : DurationText.of(((Window.Time) value).length());
        }
        return this == MODE ? ((Mode) value).word() : value.toString();
    }

    private static String decimal(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String joined(List<?> names) {
        StringBuilder text = new StringBuilder();
        for (Object name : names) {
            text.append(text.length() == 0 ? "" : ", ").append(name);
        }
        return text.toString();
    }
}
