package io.fusebox.agent.cli;

import io.fusebox.agent.cli.command.Command;
import java.util.List;
import java.util.Locale;

/** How the jar is used, in words. */
final class Usage {
    static final String JAR = "java -jar fusebox-agent.jar";

    private final List<Command> commands;

    Usage(List<Command> commands) {
        this.commands = commands;
    }

    String ofAll() {
        StringBuilder text = new StringBuilder("usage: java -javaagent:fusebox-agent.jar=fusebox.properties ...\n"
                + "       " + JAR + " <command> ...\n\n");
        int width = commands.stream().mapToInt(c -> call(c).length()).max().orElse(0);
        for (Command command : commands) {
            String call = call(command);
            text.append("  ").append(call).append(" ".repeat(width - call.length() + 2));
            text.append(command.summary()).append('\n');
        }
        return text.append("\n'")
                .append(JAR)
                .append(" help <command>' says more.")
                .toString();
    }

    String of(Command command) {
        String summary = command.summary();
        String details = command.details().stripTrailing();
        return lineOf(command) + "\n\n"
                + summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1) + "."
                + (details.isEmpty() ? "" : "\n" + details);
    }

    String lineOf(Command command) {
        return "usage: " + JAR + " " + call(command);
    }

    private static String call(Command command) {
        return (command.name() + " " + command.parameters()).strip();
    }
}
