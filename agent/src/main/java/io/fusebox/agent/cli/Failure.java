package io.fusebox.agent.cli;

/** A command could not do what it was asked for: exit code 1. The message is for its user. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
