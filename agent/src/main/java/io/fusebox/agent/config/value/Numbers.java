package io.fusebox.agent.config.value;

/** Whole numbers, percentages and factors: digits, one dot where a fraction makes sense, no exponent, no sign. */
public final class Numbers {
    private Numbers() {}

    /** A whole number; its bounds are the setting's affair. */
    public static int whole(String text) throws BadValue {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        if (!areDigits(digits)) {
            throw new BadValue("is not a whole number", "write " + wholeNear(digits));
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException tooLarge) {
            throw new BadValue("is too large", "write a whole number, at most " + Integer.MAX_VALUE);
        }
    }

    private static String wholeNear(String text) {
        int dot = text.indexOf('.');
        if (dot > 0 && dot < 10 && isDecimal(text)) {
            return text.substring(0, dot);
        }
        int digits = leadingDigits(text);
        boolean grouped =
                digits > 0 && areDigits(text.replace("_", "").replace(",", "").replace("'", ""));
        if (grouped) {
            return text.replace("_", "").replace(",", "").replace("'", "");
        }
        return digits > 0 && digits < 10 ? text.substring(0, digits) : "a whole number such as 5";
    }

    /** A percentage with its sign, as in {@code 12.5%}. */
    public static double percentage(String text) throws BadValue {
        if (text.endsWith("%") && isDecimal(text.substring(0, text.length() - 1))) {
            return Double.parseDouble(text.substring(0, text.length() - 1));
        }
        if (isDecimal(text)) {
            double number = Double.parseDouble(text);
            boolean share = text.indexOf('.') >= 0 && number <= 1;
            throw new BadValue("has no percent sign", "write " + (share ? decimal(number * 100) : text) + "%");
        }
        if (text.endsWith("%") && isDecimal(text.substring(0, text.length() - 1).trim())) {
            throw new BadValue(
                    "has a blank in it",
                    "write " + text.substring(0, text.length() - 1).trim() + "%");
        }
        throw new BadValue("is not a percentage", "write a percentage such as 50%");
    }

    /** A number that may have a fraction, as in {@code 1.5}. */
    public static double factor(String text) throws BadValue {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        if (!isDecimal(digits)) {
            throw new BadValue("is not a number", "write a number such as 1.5");
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

    private static String decimal(double number) {
        double rounded = Math.round(number * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
