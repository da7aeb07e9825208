package io.fusebox.agent.cli;

import io.fusebox.agent.Version;

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
    public void run(Arguments arguments, Screen screen) throws Misuse {
        arguments.end();
        screen.line("fusebox " + Version.NUMBER);
    }
}
