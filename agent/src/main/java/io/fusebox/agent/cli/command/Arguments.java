package io.fusebox.agent.cli.command;

import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.Durations;
import io.fusebox.internal.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows the name of a command. Each argument is taken out once; {@link #end} tells what nobody took. */
public final class Arguments {
    private final List<String> left;

    public Arguments(List<String> arguments) {
        this.left = new ArrayList<>(arguments);
    }

    /** Whether the option is there, wherever it stands. Options are to be taken before all else. */
    public boolean option(String option) {
        boolean found = false;
        while (left.remove(option)) {
            found = true;
        }
        return found;
    }

    /**
     * What follows an option, wherever it stands; null if the option is not there.
     *
     * @throws CommandMisused if nothing follows
     */
    public @Nullable String value(String option) throws CommandMisused {
        int at = left.indexOf(option);
        if (at < 0) {
            return null;
        }
        if (at + 1 == left.size()) {
            throw new CommandMisused("the value of " + option + " is missing");
        }
        left.remove(at);
        return left.remove(at);
    }

    /**
     * The duration that follows an option.
     *
     * @param otherwise if the option is not there
     * @throws CommandMisused if it is none, or 0
     */
    public Duration duration(String option, Duration otherwise) throws CommandMisused {
        String text = value(option);
        try {
            Duration duration = text == null ? otherwise : Durations.parse(text);
            if (duration.isZero()) {
                throw new CommandMisused(option + ' ' + text + " must be more than 0; write " + option + ' '
                        + DurationText.of(otherwise));
            }
            return duration;
        } catch (BadValue bad) {
            throw new CommandMisused(option + ' ' + text + ' ' + bad.what() + "; " + bad.instead());
        }
    }

    /** Whether none is left. */
    public boolean isEmpty() {
        return left.isEmpty();
    }

    /**
     * The next argument.
     *
     * @param what what it should be, for the user
     * @throws CommandMisused if there is none, or if an option that nobody knows stands in its place
     */
    public String next(String what) throws CommandMisused {
        if (left.isEmpty()) {
            throw new CommandMisused(what + " is missing");
        }
        if (left.get(0).startsWith("-")) {
            end();
        }
        return left.remove(0);
    }

    /**
     * Nothing may be left.
     *
     * @throws CommandMisused if something is
     */
    public void end() throws CommandMisused {
        if (!left.isEmpty()) {
            String first = left.get(0);
            throw new CommandMisused(
                    (first.startsWith("-") ? "unknown option '" : "one argument too many: '") + first + "'");
        }
    }
}
