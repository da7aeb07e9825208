package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Login;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.Durations;
import io.fusebox.agent.operate.BreakerPattern;
import io.fusebox.internal.registry.OperatorMove;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator's move on breakers. */
public final class MoveCommand extends JvmCommand {
    private static final String ALL = "--all";
    private static final String HOW = """

            http[api.acme.com] is the breaker of one key; http alone stands for it and all its
            keys, for a forced state those to come too. * stands for any characters.

              --all  all breakers""" + Login.OPTIONS;

    private final OperatorMove move;

    private MoveCommand(OperatorMove move, String summary, String details) {
        super(move.word(), "<pid> <breaker>" + (move == OperatorMove.OPEN ? " [time]" : ""), summary, details + HOW);
        this.move = move;
    }

    /** All of them. */
    public static List<MoveCommand> all() {
        return List.of(
                new MoveCommand(
                        OperatorMove.OPEN,
                        "open a breaker for a time, or its reset-timeout",
                        "Rejects calls until the time (such as 90s) is over; then a probe decides."),
                new MoveCommand(
                        OperatorMove.CLOSE, "close a breaker", "Admits calls; errors may open it again. Totals stay."),
                new MoveCommand(
                        OperatorMove.FORCE_OPEN,
                        "reject every call until told otherwise",
                        "No outcome and no timer ends it: close, half-open or reset does."),
                new MoveCommand(
                        OperatorMove.FORCE_CLOSE,
                        "admit every call until told otherwise",
                        "No error opens the breaker: close, open or reset ends it."),
                new MoveCommand(
                        OperatorMove.HALF_OPEN,
                        "let probes find out whether the service works",
                        "The next calls are probes, which close the breaker or open it again."),
                new MoveCommand(
                        OperatorMove.RESET,
                        "close a breaker and set its totals to 0",
                        "Clears counters, totals and the last error."));
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        boolean all = arguments.option(ALL);
        String which = which(arguments);
        BreakerPattern breakers = all ? BreakerPattern.ALL : BreakerPattern.of(arguments.next("the breaker's name"));
        Duration wait = move == OperatorMove.OPEN && !arguments.isEmpty() ? time(arguments.next("the time")) : null;
        arguments.end();
        try (Management management = connect(which)) {
            management.move(move, breakers, wait).forEach(screen::line);
        }
    }

    private static @Nullable Duration time(String text) throws CommandMisused {
        try {
            Duration time = Durations.parse(text);
            if (time.toSeconds() < 1 || time.toSeconds() > OperatorMove.MAX_SECONDS) {
                throw new CommandMisused("the time '" + text + "' is not from 1s to 8760h");
            }
            return time;
        } catch (BadValue e) {
            throw new CommandMisused("the time '" + text + "' " + e.what() + ": " + e.instead());
        }
    }
}
