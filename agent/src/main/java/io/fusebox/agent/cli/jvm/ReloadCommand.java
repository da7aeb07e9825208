package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Login;
import io.fusebox.agent.cli.command.Screen;

/** {@code reload}. */
public final class ReloadCommand extends JvmCommand {

    public ReloadCommand() {
        super("reload", "<pid>", "have the configuration file read again at once", """
                Without this the agent looks at its file every agent.reload-interval. A file
                that cannot be read changes nothing. Problems are printed; then the command
                ends with 1.
                """ + Login.OPTIONS);
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        String which = which(arguments);
        arguments.end();
        try (Management management = connect(which)) {
            screen.line(management.place() + ": " + management.reload());
        }
    }
}
