package io.fusebox.agent.config.value;

import io.fusebox.agent.config.spelling.Lookalikes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the number that a wrong text probably means. Loaded only for a mistake. */
final class NumberCorrection {
    private static final String[] PERCENT_WORDS = {"percent", "per cent", "pct", "prozent", "%"};

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private NumberCorrection() {}

    static BadValue ofWhole(String text) {
        String what = "is not a whole number";
        BigDecimal number = number(text);
        if (number == null) {
            String plain = text.strip();
            int end = plain.indexOf(' ');
            number = end > 0 && isWord(plain.substring(end + 1)) ? number(plain.substring(0, end)) : null;
        }
        if (number == null || number.stripTrailingZeros().scale() > 0 || number.precision() > 30) {
            return new BadValue(what, "a whole number looks like 5");
        }
        return BadValue.corrected(what, plain(number));
    }

    static BadValue ofPercentage(String text) {
        String plain = Lists.unwrapped(Lookalikes.plain(text).strip()).toLowerCase(Locale.ROOT);
        boolean sign = plain.startsWith("%");
        plain = sign ? plain.substring(1).strip() : plain;
        for (String word : PERCENT_WORDS) {
            if (plain.endsWith(word)) {
                plain = plain.substring(0, plain.length() - word.length()).strip();
                sign = true;
            }
        }
        BigDecimal number = number(plain);
        if (number == null || number.signum() < 0 || number.precision() > 30) {
            return new BadValue("is not a percentage", "a percentage looks like 50%");
        }
        // A number with a fraction and at most 1 is a share of 1.
        boolean share = !sign && number.compareTo(BigDecimal.ONE) <= 0 && plain.matches(".*[.,e].*");
        BigDecimal percent = share ? number.multiply(HUNDRED) : number;
        String what = Numbers.isDecimal(text) ? "has no percent sign" : "is not a percentage";
        return BadValue.corrected(
                text.strip().endsWith("%") && Numbers.isDecimal(plain) ? "has a blank in it" : what,
                plain(percent) + "%");
    }

    static BadValue ofFactor(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.startsWith("x") || plain.startsWith("\u00d7")) {
            plain = plain.substring(1);
        } else if (plain.endsWith("x") || plain.endsWith("\u00d7")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        boolean percent = plain.endsWith("%");
        BigDecimal number = number(percent ? plain.substring(0, plain.length() - 1) : plain);
        if (number == null || number.precision() > 30) {
            return new BadValue("is not a number", "a number looks like 1.5");
        }
        return BadValue.corrected("is not a number", plain(percent ? number.divide(HUNDRED) : number));
    }

    private static boolean isWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** A number in another notation: with a sign, grouped digits, an exponent, hexadecimal, with Java's letter behind it. */
    static @Nullable BigDecimal number(String written) {
        String text = Lists.unwrapped(Lookalikes.plain(written).strip()).toLowerCase(Locale.ROOT);
        text = text.startsWith("+") ? text.substring(1) : text;
        try {
            if (text.startsWith("0x") || text.startsWith("0b")) {
                return BigDecimal.valueOf(Integer.parseInt(text.substring(2), text.charAt(1) == 'x' ? 16 : 2));
            }
            text = isGrouped(text) ? text.replace("_", "").replace(",", "").replace("'", "") : text.replace(',', '.');
            boolean letter = text.endsWith("l") || text.endsWith("f") || text.endsWith("d");
            text = letter ? text.substring(0, text.length() - 1) : text;
            BigDecimal number = text.length() > 30 ? null : new BigDecimal(text);
            return number == null || Math.abs(number.scale()) > 30 ? null : number;
        } catch (NumberFormatException other) {
            return null;
        }
    }

    /** Whether the signs between digits set off groups of three; one comma before others is that of a fraction. */
    private static boolean isGrouped(String text) {
        if (text.indexOf('_') > 0) {
            return true;
        }
        String plain = text.replace('\'', ',');
        int comma = plain.indexOf(',');
        return comma > 0
                && comma <= 3
                && (plain.length() - comma) % 4 == 0
                && plain.lastIndexOf(',') == plain.length() - 4;
    }

    private static String plain(BigDecimal number) {
        BigDecimal rounded = number.setScale(Math.min(number.scale(), 6), RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.toPlainString();
    }
}
