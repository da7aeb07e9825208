package io.fusebox.agent.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Moments as lines of the log show them. By hand: a formatter of the JDK costs a start 30 ms. */
final class LogTime {
    private LogTime() {}

    /** {@code 2026-11-23 13:05:22.123}, in the program's time zone. */
    static String local(long millis) {
        ZoneOffset offset = ZoneId.systemDefault().getRules().getOffset(Instant.ofEpochMilli(millis));
        return text(millis, offset, ' ');
    }

    /** {@code 2026-11-23T13:05:22.123Z}. */
    static String utc(long millis) {
        return text(millis, ZoneOffset.UTC, 'T') + 'Z';
    }

    private static String text(long millis, ZoneOffset offset, char separator) {
        int rest = (int) Math.floorMod(millis, 1000L);
        LocalDateTime at = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, offset);
        StringBuilder text = new StringBuilder(24);
        append(text, at.getYear(), 1000).append('-');
        append(text, at.getMonthValue(), 10).append('-');
        append(text, at.getDayOfMonth(), 10).append(separator);
        append(text, at.getHour(), 10).append(':');
        append(text, at.getMinute(), 10).append(':');
        append(text, at.getSecond(), 10).append('.');
        return append(text, rest, 100).toString();
    }

    /** With zeros before it. */
    private static StringBuilder append(StringBuilder text, int number, int unit) {
        for (int each = unit; each > 1 && number < each; each /= 10) {
            text.append('0');
        }
        return text.append(number);
    }
}
