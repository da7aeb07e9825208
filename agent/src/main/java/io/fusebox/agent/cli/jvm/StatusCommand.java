package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Login;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.table.Order;
import io.fusebox.agent.cli.table.StatusTable;
import io.fusebox.agent.cli.table.Terminal;
import io.fusebox.agent.view.ProgramView;
import io.fusebox.agent.view.ViewReader;
import java.io.IOException;

/** {@code status}. */
public final class StatusCommand extends JvmCommand {

    public StatusCommand() {
        super("status", "<pid> [--json] [--sort by]", "print the table of breakers", """
                What is not CLOSED comes first. Below the table, on stderr: how many breakers are
                in which state, patterns that guard nothing, problems of the configuration. On a
                narrow terminal the less important columns are left out, and a long name is cut
                in the middle by a *, which the commands take for the whole name.

                  --json     everything that there is to know, as one JSON object
                  --sort by  state (the default), name, calls, errors or rejected""" + Login.OPTIONS);
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        boolean json = arguments.option("--json");
        Order order = order(arguments);
        String which = which(arguments);
        arguments.end();
        try (Management management = connect(which)) {
            if (json) {
                screen.json(management.snapshot());
                return;
            }
            ProgramView program = view(management);
            new StatusTable(screen, order)
                    .lines(program, screen.isTerminal() ? Terminal.columns() : 0)
                    .forEach(screen::styled);
            if (program.breakers().isEmpty()) {
                screen.talk(management.place() + " has no breakers");
            } else {
                screen.talk(StatusTable.sum(program));
            }
            management.notes().forEach(screen::talk);
        }
    }

    /** The order that the user wants. */
    static Order order(Arguments arguments) throws CommandMisused {
        String word = arguments.value("--sort");
        Order order = word == null ? Order.STATE : Order.ofWord(word);
        if (order == null) {
            throw new CommandMisused("--sort takes one of " + Order.words() + ", not '" + word + "'");
        }
        return order;
    }

    /** What is known of the program now. */
    static ProgramView view(Management management) throws CommandFailed {
        try {
            return ViewReader.read(management.snapshot());
        } catch (IOException e) {
            throw new CommandFailed(management.place() + " sent what cannot be read: " + e.getMessage(), e);
        }
    }
}
