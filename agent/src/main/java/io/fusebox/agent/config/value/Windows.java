package io.fusebox.agent.config.value;

import io.fusebox.Window;
import io.fusebox.agent.config.spelling.Lookalikes;

/** Windows: {@code 100 calls}, or a duration such as {@code 10s}. */
public final class Windows {
    private static final String WHAT = "is neither a number of calls nor a duration";

    private Windows() {}

    /**
     * Parses a window.
     *
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public static Window parse(String text) throws BadValue {
        int digits = Numbers.leadingDigits(text);
        String word = text.substring(digits).trim();
        if (digits > 0 && (word.equals("calls") || word.equals("call"))) {
            return new Window.Calls(Numbers.whole(text.substring(0, digits)));
        }
        if (digits > 0 && word.isEmpty()) {
            throw BadValue.corrected(WHAT + ": " + text + "s would be accepted, too", text + " calls");
        }
        try {
            return new Window.Time(Durations.parse(text));
        } catch (BadValue notADuration) {
            throw correction(text, notADuration);
        }
    }

    private static BadValue correction(String text, BadValue notADuration) {
        String duration = notADuration.correction();
        if (duration != null) {
            return BadValue.corrected(WHAT, duration);
        }
        String plain = Lists.unwrapped(Lookalikes.plain(text).strip());
        plain = plain.startsWith("last ") ? plain.substring("last ".length()) : plain;
        try {
            return BadValue.corrected(WHAT, Numbers.whole(plain) + " calls");
        } catch (BadValue notANumber) {
            String number = notANumber.correction();
            return number != null
                    ? BadValue.corrected(WHAT, number + " calls")
                    : new BadValue(WHAT, "a window looks like 100 calls or 10s");
        }
    }
}
