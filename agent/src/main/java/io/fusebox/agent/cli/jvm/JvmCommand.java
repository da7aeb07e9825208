package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Login;
import io.fusebox.agent.cli.command.Screen;
import org.jspecify.annotations.Nullable;

/** A command about other JVMs, which takes the JDK's attach API. */
public abstract class JvmCommand implements Command {
    static final String WHICH = "the process id, or a part of the main class's name,";

    private final String name;
    private final String parameters;
    private final String summary;
    private final String details;
    private @Nullable Login login;

    /** A command with the texts of {@link Command}. */
    protected JvmCommand(String name, String parameters, String summary, String details) {
        this.name = name;
        this.parameters = parameters;
        this.summary = summary;
        this.details = details;
    }

    /** Does it, as {@link #run}. */
    protected abstract void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed;

    /** Takes out of the arguments which JVM is meant, and who asks if it is one of another machine. */
    final String which(Arguments arguments) throws CommandMisused, CommandFailed {
        login = Login.of(arguments);
        return arguments.next(WHICH);
    }

    /** Connects to what {@link #which} gave. */
    final Management connect(String which) throws CommandMisused, CommandFailed {
        if (login != null && !Management.isAddress(which)) {
            throw new CommandMisused("--user is for the host:port of a JMX connector, not for '" + which + "'");
        }
        return Management.of(which, login);
    }

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
