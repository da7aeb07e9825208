package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;

/** {@code reload}. */
public final class ReloadCommand extends JvmCommand {

    /** How the answer begins if the file cannot be read. */
    private static final String UNCHANGED = "nothing changed: ";

    public ReloadCommand() {
        super("reload", "<pid>", "have the configuration file read again at once", """
                Without this the agent looks at its file every agent.reload-interval. A file
                that cannot be read changes nothing.""");
    }

    @Override
    void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        String which = arguments.next(WHICH);
        arguments.end();
        try (Management management = Management.of(which)) {
            String told = management.reload();
            if (told.startsWith(UNCHANGED)) {
                throw new CommandFailed("process " + management.pid() + ": " + told);
            }
            screen.line("process " + management.pid() + ": " + told);
        }
    }
}
