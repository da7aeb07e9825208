package io.fusebox.agent.cli.demo;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;

/** {@code demo}: a breaker that opens, rejects, probes and closes before the reader's eyes. */
public final class DemoCommand implements Command {

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String parameters() {
        return "[--keep | --fleet]";
    }

    @Override
    public String summary() {
        return "show a breaker at work, in less than a minute";
    }

    @Override
    public String details() {
        return """
                Starts a shop under the agent and the bank that it calls, two JVMs of their own
                that talk over loopback; kills the bank and brings it back; ends with the
                breaker's metrics, read over JMX, and with the two commands that would have
                written a configuration for the shop. That takes a quarter of a minute. No
                process and no file is left behind.

                  --keep   leaves them running for JConsole, until Ctrl-C
                  --fleet  five shops that share one Redis lose their bank: how many calls it
                           takes until all breakers are open, with and without sharing;
                           needs redis-server, and about half a minute""";
    }

    @Override
    public void run(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        boolean keep = arguments.option("--keep");
        boolean fleet = arguments.option("--fleet");
        arguments.end();
        if (keep && fleet) {
            throw new CommandMisused("--keep is for the demo without --fleet");
        }
        Timeline timeline = new Timeline(screen);
        try (Stage stage = new Stage(timeline)) {
            if (fleet) {
                new FleetStory(stage, screen).tell();
            } else {
                new Story(stage, timeline, screen, keep).tell();
            }
        } catch (InterruptedException e) {
            // The user ends the demo: this JVM is about to exit.
            Thread.currentThread().interrupt();
        }
    }
}
