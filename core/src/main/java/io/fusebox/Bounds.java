package io.fusebox;

import java.time.Duration;

/** The bounds of the settings, and the words in which a value out of them is refused: setting, bounds, value. */
final class Bounds {
    private Bounds() {}

    static void atLeastOne(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + " must be a whole number >= 1, was " + value);
        }
    }

    static void duration(String setting, Duration value) {
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
}
