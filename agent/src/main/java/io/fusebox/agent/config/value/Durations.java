package io.fusebox.agent.config.value;

import io.fusebox.internal.text.DurationText;
import java.time.Duration;

/** Durations such as {@code 250ms}, {@code 30s}, {@code 5m}, {@code 1h} and {@code 1m30s}: units from large to small. */
public final class Durations {
    static final String[] UNITS = {"h", "m", "s", "ms"};
    static final long[] MILLIS = {3_600_000, 60_000, 1_000, 1};
    /** Longer numbers could overflow a sum of milliseconds; 365 days are 11 digits of them. */
    static final int MAX_DIGITS = 12;

    private Durations() {}

    /** Parses a duration; its bounds are the setting's affair. */
    public static Duration parse(String text) throws BadValue {
        if (Numbers.areDigits(text)) {
            throw DurationCorrection.of("has no unit", text);
        }
        long millis = 0;
        int lastUnit = -1;
        int position = 0;
        while (position < text.length()) {
            int digits = Numbers.leadingDigits(text.substring(position));
            int unit = unitAt(text, position + digits);
            if (digits == 0 || unit < 0) {
                throw DurationCorrection.of("is not a duration", text);
            }
            if (digits > MAX_DIGITS) {
                throw new BadValue("is too long", "the longest duration is 8760h, which is 365 days");
            }
            if (unit <= lastUnit) {
                throw DurationCorrection.of(
                        unit == lastUnit ? "has the same unit twice" : "has its units in the wrong order", text);
            }
            millis += Long.parseLong(text.substring(position, position + digits)) * MILLIS[unit];
            lastUnit = unit;
            position += digits + UNITS[unit].length();
        }
        if (lastUnit < 0) {
            throw DurationCorrection.of("is not a duration", text);
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
}
