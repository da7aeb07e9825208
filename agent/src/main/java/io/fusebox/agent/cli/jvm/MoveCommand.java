package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import java.util.List;

/** An operator's move on one breaker. */
public final class MoveCommand extends JvmCommand {
    private static final String HOW = "A breaker of many is called by its key too: http[api.acme.com].";

    private final String operation;

    private MoveCommand(String name, String operation, String summary, String details) {
        super(name, "<pid> <breaker>", summary, details + "\n" + HOW);
        this.operation = operation;
    }

    /** All of them. */
    public static List<MoveCommand> all() {
        return List.of(
                new MoveCommand(
                        "open",
                        "transitionToOpen",
                        "open a breaker for its reset-timeout",
                        "Rejects calls until the wait is over; then a probe decides."),
                new MoveCommand(
                        "close",
                        "transitionToClosed",
                        "close a breaker",
                        "Admits calls; errors may open it again. Totals stay."),
                new MoveCommand(
                        "force-open",
                        "transitionToForcedOpen",
                        "reject every call until told otherwise",
                        "No outcome and no timer ends it: close, half-open or reset does."),
                new MoveCommand(
                        "force-close",
                        "transitionToForcedClosed",
                        "admit every call until told otherwise",
                        "No error opens the breaker: close, open or reset ends it."),
                new MoveCommand(
                        "half-open",
                        "transitionToHalfOpen",
                        "let probes find out whether the service works",
                        "The next calls are probes, which close the breaker or open it again."),
                new MoveCommand(
                        "reset",
                        "reset",
                        "close a breaker and set its totals to 0",
                        "Clears counters, totals and the last error."));
    }

    @Override
    void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        String which = arguments.next(WHICH);
        String breaker = arguments.next("the breaker's name");
        arguments.end();
        try (Management management = Management.of(which)) {
            screen.line(management.perform(NameLookup.find(breaker, management), operation));
        }
    }
}
