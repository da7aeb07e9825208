package io.fusebox.agent.config.value;

/**
 * A text that is no value of its setting: what is wrong with it, and what to write instead. Carries no stack trace: it
 * is about the user's text, not about our code.
 */
public final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String instead;

    /**
     * @param what what is wrong, as in {@code has no unit}
     * @param instead what to write instead, as in {@code write 30s}
     */
    public BadValue(String what, String instead) {
        super(what, null, false, false);
        this.what = what;
        this.instead = instead;
    }

    /** What is wrong. */
    public String what() {
        return what;
    }

    /** What to write instead. */
    public String instead() {
        return instead;
    }
}
