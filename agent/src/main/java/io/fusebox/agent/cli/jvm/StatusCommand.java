package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import java.util.List;

/** {@code status}. */
public final class StatusCommand extends JvmCommand {

    public StatusCommand() {
        super("status", "<pid> [--json]", "print the table of breakers", """
                  --json  everything that there is to know, as one JSON object""");
    }

    @Override
    void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        boolean json = arguments.option("--json");
        String which = arguments.next(WHICH);
        arguments.end();
        try (Management management = Management.of(which)) {
            if (json) {
                screen.line(management.snapshot());
                return;
            }
            List<String> table = management.overview();
            new StatusTable(screen).lines(table).forEach(screen::line);
            if (table.size() == 1) {
                screen.talk("process " + management.pid() + " has no breakers");
            }
        }
    }
}
