package io.fusebox.agent.config.value;

import org.jspecify.annotations.Nullable;

/**
 * A text that is no value of its setting: what is wrong with it, and what to write instead. Carries no stack trace: it
 * is about the user's text, not about our code.
 *
 * <p>Of the two, {@link #correction()} is a promise: it is accepted in place of the text and means what was meant. Where
 * nothing is known of what was meant, a hint says what a value looks like; a hint never begins with "write".
 */
public final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String instead;
    private final @Nullable String correction;

    /**
     * A bad text for which no correction is known.
     *
     * @param what what is wrong, as in {@code is not a duration}
     * @param hint what a value looks like, as in {@code a duration looks like 30s}
     */
    public BadValue(String what, String hint) {
        this(what, hint, null);
    }

    private BadValue(String what, String instead, @Nullable String correction) {
        super(what, null, false, false);
        this.what = what;
        this.instead = instead;
        this.correction = correction;
    }

    /**
     * A bad text with a known correction.
     *
     * @param what what is wrong, as in {@code has no unit}
     * @param correction the text to write in its place, as in {@code 30s}
     */
    public static BadValue corrected(String what, String correction) {
        return new BadValue(what, "write " + correction, correction);
    }

    /** What is wrong. */
    public String what() {
        return what;
    }

    /** What to write instead. */
    public String instead() {
        return instead;
    }

    /** The text to write in place of the bad one; null if it is not known what was meant. */
    public @Nullable String correction() {
        return correction;
    }
}
