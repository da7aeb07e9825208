package io.fusebox.agent.config.value;

/** Whole numbers, percentages and factors: digits, one dot where a fraction makes sense, no exponent, no sign. */
public final class Numbers {
    private Numbers() {}

    /** A whole number; its bounds are the setting's affair. */
    public static int whole(String text) throws BadValue {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        if (!areDigits(digits)) {
            throw NumberCorrection.ofWhole(text);
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException tooLarge) {
            throw new BadValue("is too large", "the largest number is " + Integer.MAX_VALUE);
        }
    }

    /** A percentage with its sign, as in {@code 12.5%}. */
    public static double percentage(String text) throws BadValue {
        if (text.endsWith("%") && isDecimal(text.substring(0, text.length() - 1))) {
            return Double.parseDouble(text.substring(0, text.length() - 1));
        }
        throw NumberCorrection.ofPercentage(text);
    }

    /** A number that may have a fraction, as in {@code 1.5}. */
    public static double factor(String text) throws BadValue {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        if (!isDecimal(digits)) {
            throw NumberCorrection.ofFactor(text);
        }
        return Double.parseDouble(text);
    }

    /** Whether a text is one or more of the digits 0 to 9. */
    static boolean areDigits(String text) {
        return !text.isEmpty() && leadingDigits(text) == text.length();
    }

    /** Whether a text is digits, with at most one dot between them. */
    static boolean isDecimal(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? areDigits(text) : areDigits(text.substring(0, dot)) && areDigits(text.substring(dot + 1));
    }

    /** How many of the first characters are the digits 0 to 9. */
    static int leadingDigits(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
            count++;
        }
        return count;
    }
}
