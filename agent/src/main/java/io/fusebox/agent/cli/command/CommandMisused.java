package io.fusebox.agent.cli.command;

/** A command was asked for something that it does not know: exit code 2. The message is for its user. */
public final class CommandMisused extends Exception {
    private static final long serialVersionUID = 1L;

    public CommandMisused(String message) {
        super(message);
    }
}
