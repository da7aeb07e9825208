package io.fusebox.agent.cli;

import io.fusebox.agent.cli.demo.DemoCommand;
import io.fusebox.agent.config.ConfigReader;
import java.util.List;

/** {@code java -jar fusebox-agent.jar}: what the jar can do by itself. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the JVM: exit code 0 done, 1 failed, 2 misused. */
    public static void main(String[] arguments) {
        ConfigReader reader = new ConfigReader(System.getProperties(), System.getenv());
        List<Command> commands = List.of(new DemoCommand(), new CheckCommand(reader), new VersionCommand());
        System.exit(new CommandLine(commands, Screen.ofProcess()).run(List.of(arguments)));
    }
}
