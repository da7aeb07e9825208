package io.fusebox.agent.config.value;

import io.fusebox.internal.text.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations such as {@code 250ms}, {@code 30s}, {@code 5m}, {@code 1h} and {@code 1m30s}: units from large to small. */
public final class Durations {
    private static final String[] UNITS = {"h", "m", "s", "ms"};
    private static final long[] MILLIS = {3_600_000, 60_000, 1_000, 1};
    /** Longer numbers could overflow a sum of milliseconds; 365 days are 11 digits of them. */
    private static final int MAX_DIGITS = 12;

    /** Days, hours, minutes, seconds and milliseconds as they are written elsewhere. */
    private static final String[][] FOREIGN_UNITS = {
        {"d", "day", "days"},
        {"h", "hour", "hours"},
        {"m", "min", "mins", "minute", "minutes"},
        {"s", "sec", "secs", "second", "seconds"},
        {"ms", "msec", "millis", "millisecond", "milliseconds"}
    };

    private static final long[] FOREIGN_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

    private Durations() {}

    /** Parses a duration; its bounds are the setting's affair. */
    public static Duration parse(String text) throws BadValue {
        if (Numbers.areDigits(text)) {
            throw new BadValue("has no unit", withUnit(text));
        }
        long millis = 0;
        int lastUnit = -1;
        int position = 0;
        while (position < text.length()) {
            int digits = Numbers.leadingDigits(text.substring(position));
            int unit = unitAt(text, position + digits);
            if (digits == 0 || unit < 0) {
                throw notADuration(text);
            }
            if (digits > MAX_DIGITS) {
                throw new BadValue("is too long", "write at most 8760h, which is 365 days");
            }
            if (unit <= lastUnit) {
                throw new BadValue(
                        unit == lastUnit ? "has the same unit twice" : "has its units in the wrong order",
                        "write them from large to small, as in 1h30m or 1m30s");
            }
            millis += Long.parseLong(text.substring(position, position + digits)) * MILLIS[unit];
            lastUnit = unit;
            position += digits + UNITS[unit].length();
        }
        if (lastUnit < 0) {
            throw notADuration(text);
        }
        return Duration.ofMillis(millis);
    }

    /** A duration in the words of {@link #parse}. */
    public static String format(Duration duration) {
        return DurationText.of(duration);
    }

    private static int unitAt(String text, int position) {
        int end = position;
        while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
            end++;
        }
        String word = text.substring(position, end);
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(word)) {
                return i;
            }
        }
        return -1;
    }

    private static String withUnit(String digits) {
        // Numbers of four digits and more are usually meant as milliseconds.
        return digits.length() < 4 ? "write " + digits + "s" : "write " + digits + "ms or " + digits + "s";
    }

    private static BadValue notADuration(String text) {
        String meant = meant(plain(text));
        return new BadValue(
                "is not a duration",
                meant == null ? "write a number with a unit (ms, s, m, h), such as 30s or 1m30s" : "write " + meant);
    }

    /** What was probably meant by one number with a unit in another notation. */
    private static @Nullable String meant(String plain) {
        int digits = Numbers.leadingDigits(plain);
        boolean fraction = digits < plain.length() && plain.charAt(digits) == '.';
        int end = fraction ? digits + 1 + Numbers.leadingDigits(plain.substring(digits + 1)) : digits;
        if (digits == 0 || end > 9 || !Numbers.isDecimal(plain.substring(0, end))) {
            return null;
        }
        String word = plain.substring(end);
        for (int i = 0; i < FOREIGN_UNITS.length; i++) {
            for (String foreign : FOREIGN_UNITS[i]) {
                if (foreign.equals(word)) {
                    double millis = Double.parseDouble(plain.substring(0, end)) * FOREIGN_MILLIS[i];
                    return millis < 1 || fraction || i == 0
                            ? format(Duration.ofMillis(Math.max(1, Math.round(millis))))
                            : plain.substring(0, end) + UNITS[i - 1];
                }
            }
        }
        return null;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '_') {
                plain.append(Character.toLowerCase(c));
            }
        }
        return plain.toString();
    }
}
