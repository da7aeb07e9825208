package io.fusebox.agent.cli.command;

/** Something the jar does when it is run as a program. */
public interface Command {

    /** The word that calls it. */
    String name();

    /** What may follow the name, as the usage shows it: {@code <file>}, {@code [--keep]}; empty if nothing may. */
    String parameters();

    /** What it does, in a few words that begin with a verb. */
    String summary();

    /** What else its users should know, in lines of at most 80 characters. */
    String details();

    /**
     * Does it. Writes data to stdout, and everything else to stderr.
     *
     * @throws CommandMisused if these arguments are not for it
     * @throws CommandFailed if it cannot be done, with a sentence that says why
     */
    void run(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed;
}
