package io.fusebox.agent.cli;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import java.io.File;

/** {@code check}: what an agent would say of a configuration file. */
final class CheckCommand implements Command {
    private final ConfigReader reader;

    CheckCommand(ConfigReader reader) {
        this.reader = reader;
    }

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String parameters() {
        return "<file>";
    }

    @Override
    public String summary() {
        return "tell all problems of a configuration file";
    }

    @Override
    public String details() {
        return """
                A line for each, on stdout: file:line: key = value: what is wrong; what to write
                instead. The exit code is 0 if there are none, else 1. System properties
                (-Dfusebox....) and environment variables (FUSEBOX_...) count as they would
                count for a program. Method patterns are checked for their form only. Notes on
                stderr name what has no effect, and breakers without methods.""";
    }

    @Override
    public void run(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        File file = new File(arguments.next("the configuration file"));
        arguments.end();
        Configuration configuration = reader.read(file);
        configuration.problems().forEach(problem -> screen.line(problem.toString()));
        configuration.notes().forEach(screen::talk);
        int guarding = 0;
        for (BreakerDefinition breaker : configuration.breakers()) {
            if (breaker.methods().isEmpty()) {
                // Not the agent's affair: it tells later whether the program's code has asked for it.
                screen.talk(
                        "breaker." + breaker.name() + " has neither methods nor client: it guards only calls that the"
                                + " program itself makes through it, by CircuitBreaker.of(\"" + breaker.name()
                                + "\") or @Guarded");
            } else {
                guarding++;
            }
        }
        String breakers = count(configuration.breakers().size(), "breaker");
        if (configuration.problems().isEmpty()) {
            screen.talk("no problems in " + file + ": " + breakers
                    + (guarding > 0
                            ? ""
                            : configuration.breakers().isEmpty() ? ", it guards nothing" : ", no method is guarded"));
            return;
        }
        String problems = count(configuration.problems().size(), "problem") + " in " + file;
        throw new CommandFailed(
                configuration.isReadable()
                        ? problems + ": " + breakers + " would work, "
                                + configuration.leftOut().size() + " left out"
                        : problems + ": nothing would be guarded");
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
