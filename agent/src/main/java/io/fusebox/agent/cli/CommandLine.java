package io.fusebox.agent.cli;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.config.spelling.EditDistance;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Picks the command that the first argument names, and turns what becomes of it into an exit code. */
final class CommandLine {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final Set<String> HELP = Set.of("help", "--help", "-h", "-help", "-?");
    private static final Set<String> VERSION = Set.of("--version", "-version", "-V");

    private final List<Command> commands;
    private final Usage usage;
    private final Screen screen;

    CommandLine(List<Command> commands, Screen screen) {
        this.commands = List.copyOf(commands);
        this.usage = new Usage(this.commands);
        this.screen = screen;
    }

    /** Runs the command; the exit code. */
    int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            screen.talk(usage.ofAll());
            return MISUSED;
        }
        String first = arguments.get(0);
        List<String> rest = arguments.subList(1, arguments.size());
        if (HELP.contains(first)) {
            if (rest.size() > 1) {
                screen.talk("help takes one command, not " + rest.size() + " words");
                return MISUSED;
            }
            return rest.isEmpty() ? show(usage.ofAll()) : help(rest.get(0));
        }
        String name = VERSION.contains(first) ? VersionCommand.NAME : first;
        Command command = find(name);
        if (command == null) {
            return unknown(name);
        }
        return rest.stream().anyMatch(HELP::contains) ? show(usage.of(command)) : run(command, rest);
    }

    private int run(Command command, List<String> arguments) {
        try {
            command.run(new Arguments(arguments), screen);
            return written();
        } catch (CommandFailed failure) {
            screen.talk(messageOf(failure));
            return FAILED;
        } catch (CommandMisused misuse) {
            screen.talk(messageOf(misuse));
            screen.talk(usage.lineOf(command));
            return MISUSED;
        }
    }

    private int written() {
        String trouble = screen.trouble();
        if (trouble == null) {
            return DONE;
        }
        screen.talk("the output cannot be written: " + trouble);
        return FAILED;
    }

    private static String messageOf(Exception told) {
        return Objects.requireNonNull(told.getMessage());
    }

    private int help(String name) {
        if (HELP.contains(name)) {
            return show(usage.ofAll());
        }
        Command command = find(name);
        return command == null ? unknown(name) : show(usage.of(command));
    }

    private int show(String text) {
        screen.line(text);
        return written();
    }

    private int unknown(String name) {
        String nearest = nearest(name);
        screen.talk("unknown command '" + name + "'" + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
        screen.talk("'" + Usage.JAR + " help' lists the commands");
        return MISUSED;
    }

    private @Nullable Command find(String name) {
        return commands.stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
    }

    /** The known word that a mistyped one is nearest to, or null if it is far from all of them. */
    private @Nullable String nearest(String word) {
        String nearest = null;
        int least = Math.max(1, word.length() / 2);
        for (Command command : commands) {
            int distance = EditDistance.between(word, command.name());
            if (distance <= least) {
                least = distance - 1;
                nearest = command.name();
            }
        }
        return nearest != null || EditDistance.between(word, "help") > least ? nearest : "help";
    }
}
