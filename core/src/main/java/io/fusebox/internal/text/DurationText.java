package io.fusebox.internal.text;

import java.time.Duration;

/** Writes durations as configuration files have them: {@code 250ms}, {@code 30s}, {@code 1m30s}. */
public final class DurationText {
    private DurationText() {}

    /** The duration, to the millisecond. */
    public static String of(Duration duration) {
        return text(duration.toMillis());
    }

    /** The duration of so many milliseconds, at least 0. */
    public static String text(long millis) {
        if (millis == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, millis / 3_600_000, "h");
        append(text, millis / 60_000 % 60, "m");
        append(text, millis / 1_000 % 60, "s");
        append(text, millis % 1_000, "ms");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }
}
