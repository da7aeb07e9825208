package io.fusebox.agent.cli.command;

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
