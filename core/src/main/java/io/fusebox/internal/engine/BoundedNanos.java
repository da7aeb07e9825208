package io.fusebox.internal.engine;

/** Durations in the notation of configuration files: {@code 250ms}, {@code 30s}, {@code 1m30s}. */
public final class BoundedNanos {
    private BoundedNanos() {}

    /**
     * The duration in words that a configuration file takes.
     *
     * @param millis at least 0
     */
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
