package io.fusebox.agent.cli;

import io.fusebox.agent.attach.AgentVersion;
import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;

/** {@code version}. */
final class VersionCommand implements Command {
    static final String NAME = "version";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String parameters() {
        return "";
    }

    @Override
    public String summary() {
        return "print the version";
    }

    @Override
    public String details() {
        return "";
    }

    @Override
    public void run(Arguments arguments, Screen screen) throws CommandMisused {
        arguments.end();
        screen.line("fusebox " + AgentVersion.NUMBER);
    }
}
