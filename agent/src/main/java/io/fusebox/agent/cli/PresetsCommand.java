package io.fusebox.agent.cli;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.config.preset.Preset;

/** {@code presets}: all presets, a line each. */
final class PresetsCommand implements Command {
    private static final int WIDTH = 16;

    @Override
    public String name() {
        return "presets";
    }

    @Override
    public String parameters() {
        return "";
    }

    @Override
    public String summary() {
        return "list the client libraries that 'client = <name>' knows how to guard";
    }

    @Override
    public String details() {
        return """
                A line for each: its name, and what it is for. 'preset <name>' prints the text
                that it stands for, with the versions that it was tested with.""";
    }

    @Override
    public void run(Arguments arguments, Screen screen) throws CommandMisused {
        arguments.end();
        for (String name : Preset.names()) {
            screen.line(
                    name + " ".repeat(WIDTH - name.length()) + Preset.of(name).summary());
        }
    }
}
