package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Login;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.table.LiveTable;
import io.fusebox.agent.cli.table.Order;

/** {@code watch}. */
public final class WatchCommand extends JvmCommand {
    private static final long PAUSE_MILLIS = 1000;

    public WatchCommand() {
        super(
                "watch",
                "<pid> [--json] [--sort by]",
                "show the table of breakers, live, until q or Ctrl-C",
                """
                On a terminal the table is drawn anew in its place every second. Otherwise a
                breaker is written when its state or its mode has changed, after the time.

                  --json     a JSON object every second, one a line
                  --sort by  state (the default), name, calls, errors or rejected""" + Login.OPTIONS);
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        boolean json = arguments.option("--json");
        Order order = StatusCommand.order(arguments);
        String which = which(arguments);
        arguments.end();
        try (Management management = connect(which)) {
            if (json) {
                while (!screen.isGone()) {
                    screen.json(management.snapshot());
                    Thread.sleep(PAUSE_MILLIS);
                }
            } else {
                new LiveTable(screen, order, management.place())
                        .run(() -> StatusCommand.view(management), management::notes, PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
