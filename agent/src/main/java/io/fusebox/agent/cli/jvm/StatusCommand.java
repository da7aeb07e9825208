package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.table.StatusTable;
import java.util.List;

/** {@code status}. */
public final class StatusCommand extends JvmCommand {

    public StatusCommand() {
        super("status", "<pid> [--json]", "print the table of breakers", """
                What is not CLOSED comes first. Below the table, on stderr: patterns that guard
                nothing, and problems of the configuration.

                  --json  everything that there is to know, as one JSON object""");
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        boolean json = arguments.option("--json");
        String which = arguments.next(WHICH);
        arguments.end();
        try (Management management = Management.of(which)) {
            if (json) {
                screen.json(management.snapshot());
                return;
            }
            List<String> table = management.table();
            new StatusTable(screen).lines(table).forEach(screen::styled);
            if (table.size() == 1) {
                screen.talk(management.place() + " has no breakers");
            }
            management.notes().forEach(screen::talk);
        }
    }
}
