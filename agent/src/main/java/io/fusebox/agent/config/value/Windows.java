package io.fusebox.agent.config.value;

import io.fusebox.Window;

/** Windows: {@code 100 calls}, or a duration such as {@code 10s}. */
public final class Windows {
    private Windows() {}

    /**
     * Parses a window.
     *
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public static Window parse(String text) throws BadValue {
        int digits = Numbers.leadingDigits(text);
        String word = text.substring(digits).trim();
        if (digits > 0 && word.isEmpty()) {
            throw new BadValue(
                    "is neither a number of calls nor a duration", "write " + text + " calls or " + text + "s");
        }
        if (digits > 0 && (word.equals("calls") || word.equals("call"))) {
            return new Window.Calls(Numbers.whole(text.substring(0, digits)));
        }
        try {
            return new Window.Time(Durations.parse(text));
        } catch (BadValue notADuration) {
            String instead = notADuration.instead();
            throw new BadValue(
                    "is neither a number of calls nor a duration",
                    instead.startsWith("write a ") ? "write 100 calls or 10s" : instead);
        }
    }
}
