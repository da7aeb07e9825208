package io.fusebox.agent.call.onopen;

/** {@code on-open} cannot be done although it was found to fit: a fault that the application does not see (R15). */
public final class Unanswerable extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswerable(Throwable cause) {
        super(null, cause, false, false);
    }
}
