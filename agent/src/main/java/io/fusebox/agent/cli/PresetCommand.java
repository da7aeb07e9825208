package io.fusebox.agent.cli;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.config.preset.Preset;
import io.fusebox.agent.config.value.BadValue;

/** {@code preset}: what a preset says. */
final class PresetCommand implements Command {
    @Override
    public String name() {
        return "preset";
    }

    @Override
    public String parameters() {
        return "<name>";
    }

    @Override
    public String summary() {
        return "print what a preset says";
    }

    @Override
    public String details() {
        return """
                The text is a configuration file: 'client = <name>' under a breaker stands for
                it. All its breakers are then that one breaker; what stands beside 'client'
                is stronger. 'presets' lists the names.""";
    }

    @Override
    public void run(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        String name = arguments.next("the name of the preset");
        arguments.end();
        try {
            screen.line(Preset.of(Preset.named(name)).text().stripTrailing());
        } catch (BadValue unknown) {
            String meant = unknown.correction();
            throw new CommandFailed("there is no preset " + name
                    + (meant == null ? "; 'presets' lists all" : "; did you mean " + meant + "?"));
        }
    }
}
