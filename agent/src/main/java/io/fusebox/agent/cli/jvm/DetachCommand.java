package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;

/** {@code detach}. */
public final class DetachCommand extends JvmCommand {

    public DetachCommand() {
        super("detach", "<pid>", "leave a JVM, every class as it was", """
                Takes the woven code out of every class and the MBeans off, and ends the agent's
                thread. Calls that are under way go on and are counted nowhere.""");
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        String which = arguments.next(WHICH);
        arguments.end();
        try (RunningJvm jvm = RunningJvm.of(which)) {
            jvm.requireAgent();
            screen.line("process " + jvm.pid() + ": " + jvm.detach());
        }
    }
}
