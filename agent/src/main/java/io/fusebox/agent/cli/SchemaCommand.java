package io.fusebox.agent.cli;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.config.SettingsSchema;

/** {@code schema}: a JSON schema of configuration files. */
final class SchemaCommand implements Command {
    @Override
    public String name() {
        return "schema";
    }

    @Override
    public String parameters() {
        return "";
    }

    @Override
    public String summary() {
        return "print a JSON schema of configuration files, for editors";
    }

    @Override
    public String details() {
        return """
                schema > fusebox.schema.json, and "$schema": "./fusebox.schema.json" in a
                fusebox.json: an editor then completes the settings and says what they mean.
                'check' knows more than any schema.""";
    }

    @Override
    public void run(Arguments arguments, Screen screen) throws CommandMisused {
        arguments.end();
        screen.line(SettingsSchema.json());
    }
}
