package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Login;
import io.fusebox.agent.cli.command.Screen;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code events}. */
public final class EventsCommand extends JvmCommand {
    private static final long PAUSE_MILLIS = 1000;

    public EventsCommand() {
        super("events", "<pid> [--follow]", "print the last changes of state", """
                Oldest first: the time, the breaker, from which state to which, the cause and the
                reason. Each breaker keeps its last ones.

                  --follow  go on with those that come, until Ctrl-C""" + Login.OPTIONS);
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        boolean follow = arguments.option("--follow");
        String which = which(arguments);
        arguments.end();
        try (Management management = connect(which)) {
            Set<String> shown = new HashSet<>();
            show(management.events(), shown, screen);
            if (shown.isEmpty() && !follow) {
                screen.talk(management.place() + ": no breaker has changed its state");
            }
            while (follow && !screen.isGone()) {
                Thread.sleep(PAUSE_MILLIS);
                show(management.events(), shown, screen);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes the events that are new; keeps those that may come again. */
    private static void show(List<String> events, Set<String> shown, Screen screen) {
        Set<String> present = new HashSet<>();
        for (String line : events) {
            // A new row may change the width of the columns.
            String words = line.replaceAll(" +", " ");
            present.add(words);
            if (!shown.contains(words)) {
                screen.line(line);
            }
        }
        shown.clear();
        shown.addAll(present);
    }
}
