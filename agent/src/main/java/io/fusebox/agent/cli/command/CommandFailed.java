package io.fusebox.agent.cli.command;

/** A command could not do what it was asked for: exit code 1. The message is for its user. */
public final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public CommandFailed(String message) {
        super(message);
    }

    public CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
