package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.table.LiveTable;

/** {@code watch}. */
public final class WatchCommand extends JvmCommand {
    private static final long PAUSE_MILLIS = 1000;

    public WatchCommand() {
        super("watch", "<pid> [--json]", "show the table of breakers, live, until Ctrl-C", """
                On a terminal the table is drawn anew in its place every second. Otherwise only
                lines that changed are written, each after the time.

                  --json  a JSON object every second, one a line""");
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        boolean json = arguments.option("--json");
        String which = arguments.next(WHICH);
        arguments.end();
        try (Management management = Management.of(which)) {
            LiveTable table = new LiveTable(screen);
            while (!screen.isGone()) {
                if (json) {
                    screen.json(management.snapshot());
                } else {
                    table.show(management.table(), management.notes());
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
