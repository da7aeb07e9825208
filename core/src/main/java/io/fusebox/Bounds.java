package io.fusebox;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The bounds of the settings, and the words in which a value out of them is refused: setting, bounds, value. */
final class Bounds {
    private Bounds() {}

    static void atLeastOne(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + " must be a whole number >= 1, was " + value);
        }
    }

    static void duration(String setting, Duration value) {
        Objects.requireNonNull(value, setting);
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(setting + " must be a duration > 0, was " + value);
        }
        if (value.compareTo(CircuitBreakerSettings.MAX_DURATION) > 0) {
            throw new IllegalArgumentException(setting + " must be at most 365 days, was " + value);
        }
    }

    static void percentage(String setting, double value) {
        if (!(value > 0 && value <= 100)) {
            throw new IllegalArgumentException(
                    setting + " must be a percentage more than 0% and at most 100%, was " + value + "%");
        }
    }

    static void jitter(String setting, double value) {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException(setting + " must be a percentage from 0% to 100%, was " + value + "%");
        }
    }

    static void multiplier(String setting, double value) {
        if (!(value >= 1 && value <= 1_000_000)) {
            throw new IllegalArgumentException(setting + " must be a number from 1 to 1000000, was " + value);
        }
    }

    /** A copy of the list, if all of it could be names of classes; whether there are such classes shows only later. */
    static List<String> classNames(String setting, List<String> names) {
        Objects.requireNonNull(names, setting);
        for (String name : names) {
            if (!isClassName(name)) {
                throw new IllegalArgumentException(
                        setting + " must be full class names such as java.io.IOException, was '" + name + "'");
            }
        }
        return List.copyOf(names);
    }

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
}
