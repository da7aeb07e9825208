package io.fusebox.agent.call.member;

/**
 * An expression cannot be followed. Kept to be thrown again, so it has neither stack trace nor cause: they would hold the
 * classes of the application that was on the stack.
 */
final class PathFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PathFault(String message) {
        super(message, null, false, false);
    }
}
