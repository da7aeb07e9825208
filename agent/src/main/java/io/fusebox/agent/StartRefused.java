package io.fusebox.agent;

/** The agent does not start, for a reason that the operator can change. The message is for the operator. */
final class StartRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean strict;

    /** @param strict whether the program is not to start either */
    StartRefused(String message, boolean strict) {
        super(message);
        this.strict = strict;
    }

    boolean isStrict() {
        return strict;
    }
}
