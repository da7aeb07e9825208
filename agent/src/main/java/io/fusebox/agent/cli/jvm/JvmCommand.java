package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;

/** A command about other JVMs, which takes the JDK's attach API. */
public abstract class JvmCommand implements Command {
    static final String WHICH = "the process id, or a part of the main class's name,";

    private final String name;
    private final String parameters;
    private final String summary;
    private final String details;

    /** A command with the texts of {@link Command}. */
    protected JvmCommand(String name, String parameters, String summary, String details) {
        this.name = name;
        this.parameters = parameters;
        this.summary = summary;
        this.details = details;
    }

    /** Does it, as {@link #run}. */
    protected abstract void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String parameters() {
        return parameters;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final String details() {
        return details;
    }

    @Override
    public final void run(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        try {
            perform(arguments, screen);
        } catch (NoClassDefFoundError e) {
            throw Obstacle.ofThisJava(e);
        }
    }
}
