package io.fusebox.agent.cli;

/** A command was asked for something that it does not know: exit code 2. The message is for its user. */
public final class Misuse extends Exception {
    private static final long serialVersionUID = 1L;

    public Misuse(String message) {
        super(message);
    }
}
