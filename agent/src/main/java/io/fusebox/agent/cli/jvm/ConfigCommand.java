package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;

/** {@code config}. */
public final class ConfigCommand extends JvmCommand {

    public ConfigCommand() {
        super("config", "<pid>", "print every setting in force and where it comes from", """
                One line for each setting of the agent and of each breaker: the key, the value,
                and the line of the file, the system property, the environment variable or the
                JMX client that it comes from.""");
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        String which = arguments.next(WHICH);
        arguments.end();
        try (Management management = Management.of(which)) {
            management.settings().forEach(screen::line);
        }
    }
}
