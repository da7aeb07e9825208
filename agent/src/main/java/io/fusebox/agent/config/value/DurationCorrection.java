package io.fusebox.agent.config.value;

import io.fusebox.agent.config.spelling.Lookalikes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the duration that a wrong text probably means. Loaded only for a mistake. */
final class DurationCorrection {
    private static final String HINT = "a duration is a number with a unit (ms, s, m, h), such as 30s or 1m30s";

    /** Units as they are written elsewhere; the first word of a row says how long it is. */
    private static final String[][] UNITS = {
        {"604800000", "w", "week", "weeks"},
        {"86400000", "d", "day", "days"},
        {"3600000", "h", "hr", "hrs", "hour", "hours"},
        {"60000", "m", "min", "mins", "minute", "minutes"},
        {"1000", "s", "sec", "secs", "second", "seconds", "sek"},
        {"1", "ms", "msec", "msecs", "milli", "millis", "millisecond", "milliseconds"},
        {"0.001", "us", "\u00b5s", "\u03bcs", "micros", "microsecond", "microseconds"},
        {"0.000001", "ns", "nanos", "nanosecond", "nanoseconds"},
    };

    private DurationCorrection() {}

    static BadValue of(String what, String text) {
        if (Numbers.areDigits(text)) {
            return withoutUnit(text);
        }
        String plain = Lists.unwrapped(Lookalikes.plain(text).strip()).toLowerCase(Locale.ROOT);
        BigDecimal millis = what.endsWith("twice") ? null : millis(plain);
        boolean whole = millis != null && millis.stripTrailingZeros().scale() <= 0 && millis.precision() < 18;
        return millis == null || !whole
                ? new BadValue(what, HINT)
                : BadValue.corrected(what, correction(plain, Duration.ofMillis(millis.longValue())));
    }

    /** A number with another word for its unit stays as it is: 90 min is 90m, not 1h30m. */
    private static String correction(String plain, Duration meant) {
        int digits = Numbers.leadingDigits(plain);
        String unit = plain.substring(digits).strip();
        for (int i = 2; digits > 0 && i < 6; i++) {
            for (int j = 1; j < UNITS[i].length; j++) {
                if (UNITS[i][j].equals(unit)) {
                    return plain.substring(0, digits) + Durations.UNITS[i - 2];
                }
            }
        }
        return Durations.format(meant);
    }

    /** Numbers of four digits and more are usually meant as milliseconds, unless they are whole minutes only. */
    private static BadValue withoutUnit(String digits) {
        String what = "has no unit";
        if (digits.length() > Durations.MAX_DIGITS) {
            return new BadValue(what, HINT);
        }
        long number = Long.parseLong(digits);
        if (digits.length() < 4) {
            return BadValue.corrected(what, digits + "s");
        }
        boolean seconds = number % 1_000 != 0 && number % 60 == 0;
        return BadValue.corrected(
                what + ": " + (seconds ? digits + "ms" : digits + "s") + " would be accepted, too",
                digits + (seconds ? "s" : "ms"));
    }

    private static @Nullable BigDecimal millis(String plain) {
        if (plain.startsWith("p")) {
            try {
                return BigDecimal.valueOf(Duration.parse(plain).toMillis());
            } catch (DateTimeParseException | ArithmeticException other) {
                return null;
            }
        }
        if (plain.startsWith("duration.of") && plain.endsWith(")")) {
            int open = plain.indexOf('(');
            return open < 0
                    ? null
                    : millis(plain.substring(open + 1, plain.length() - 1).replace("l", "")
                            + plain.substring("duration.of".length(), open));
        }
        return plain.indexOf(':') > 0 ? clock(plain) : sum(plain);
    }

    /** Hours, minutes and seconds with colons. */
    private static @Nullable BigDecimal clock(String plain) {
        String[] parts = plain.split(":", -1);
        if (parts.length != 3) {
            return null;
        }
        BigDecimal seconds = BigDecimal.ZERO;
        for (String part : parts) {
            if (!Numbers.isDecimal(part) || part.length() > 9) {
                return null;
            }
            seconds = seconds.multiply(BigDecimal.valueOf(60)).add(new BigDecimal(part));
        }
        return seconds.multiply(BigDecimal.valueOf(1_000));
    }

    /** Numbers with units, in any order; a last number without one has the next smaller unit. */
    private static @Nullable BigDecimal sum(String plain) {
        BigDecimal sum = BigDecimal.ZERO;
        int position = 0;
        int unit = -1;
        while (position < plain.length()) {
            int digits = numberAt(plain, position);
            String number = plain.substring(position, position + digits)
                    .replace("_", "")
                    .replace(',', '.');
            int begin = position + digits;
            while (begin < plain.length() && (plain.charAt(begin) == ' ' || plain.charAt(begin) == '.')) {
                begin++;
            }
            int end = begin;
            while (end < plain.length() && Character.isLetter(plain.charAt(end))) {
                end++;
            }
            int next = end == begin && unit >= 0 ? unit + 1 : unit(plain.substring(begin, end));
            if (!Numbers.isDecimal(number)
                    || number.length() > Durations.MAX_DIGITS
                    || next < 0
                    || next >= UNITS.length) {
                return null;
            }
            unit = next;
            sum = sum.add(new BigDecimal(number).multiply(new BigDecimal(UNITS[unit][0])));
            position = end;
            while (position < plain.length() && " ,+".indexOf(plain.charAt(position)) >= 0) {
                position++;
            }
        }
        return unit < 0 ? null : sum;
    }

    private static int numberAt(String plain, int position) {
        int end = position;
        while (end < plain.length() && "0123456789.,_".indexOf(plain.charAt(end)) >= 0) {
            end++;
        }
        while (end > position && ".,".indexOf(plain.charAt(end - 1)) >= 0) {
            end--;
        }
        return end - position;
    }

    private static int unit(String word) {
        for (int i = 0; i < UNITS.length; i++) {
            for (int j = 1; j < UNITS[i].length; j++) {
                if (UNITS[i][j].equals(word)) {
                    return i;
                }
            }
        }
        return -1;
    }
}
