package io.fusebox.agent.cli;

import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.demo.DemoCommand;
import io.fusebox.agent.cli.fleet.FleetCommand;
import io.fusebox.agent.cli.jvm.AttachCommand;
import io.fusebox.agent.cli.jvm.ConfigCommand;
import io.fusebox.agent.cli.jvm.DetachCommand;
import io.fusebox.agent.cli.jvm.EventsCommand;
import io.fusebox.agent.cli.jvm.ExplainCommand;
import io.fusebox.agent.cli.jvm.ListCommand;
import io.fusebox.agent.cli.jvm.MethodsCommand;
import io.fusebox.agent.cli.jvm.MoveCommand;
import io.fusebox.agent.cli.jvm.ReloadCommand;
import io.fusebox.agent.cli.jvm.StatusCommand;
import io.fusebox.agent.cli.jvm.SuggestCommand;
import io.fusebox.agent.cli.jvm.WatchCommand;
import io.fusebox.agent.cli.record.RecordCommand;
import io.fusebox.agent.cli.replay.WhatIfCommand;
import io.fusebox.agent.cli.serve.ServeCommand;
import io.fusebox.agent.config.ConfigReader;
import java.util.ArrayList;
import java.util.List;

/** {@code java -jar fusebox-agent.jar}: what the jar can do by itself. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the JVM: exit code 0 done, 1 failed, 2 misused. */
    public static void main(String[] arguments) {
        ConfigReader reader = new ConfigReader(System.getProperties(), System.getenv());
        List<Command> commands = new ArrayList<>(List.of(
                new DemoCommand(),
                new CheckCommand(reader),
                new PresetsCommand(),
                new PresetCommand(),
                new AttachCommand(),
                new DetachCommand(),
                new ListCommand(),
                new StatusCommand(),
                new WatchCommand(),
                new ReloadCommand(),
                new ConfigCommand(),
                new MethodsCommand(),
                new ExplainCommand(),
                new SuggestCommand(),
                new RecordCommand(),
                new WhatIfCommand(reader),
                new EventsCommand(),
                new ServeCommand(),
                new FleetCommand()));
        commands.addAll(MoveCommand.all());
        commands.add(new SchemaCommand());
        commands.add(new CompletionCommand(commands));
        commands.add(new VersionCommand());
        System.exit(new CommandLine(commands, Screen.ofProcess()).run(List.of(arguments)));
    }
}
