package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.Arguments;
import io.fusebox.agent.cli.Failure;
import io.fusebox.agent.cli.Misuse;
import io.fusebox.agent.cli.Screen;

/** {@code detach}. */
public final class DetachCommand extends JvmCommand {

    public DetachCommand() {
        super("detach", "<pid>", "leave a JVM, every class as it was", """
                Takes the woven code out of every class and the MBeans off, and ends the agent's
                thread. Calls that are under way go on and are counted nowhere.""");
    }

    @Override
    void perform(Arguments arguments, Screen screen) throws Misuse, Failure {
        String which = arguments.next(WHICH);
        arguments.end();
        try (RunningJvm jvm = RunningJvm.of(which)) {
            jvm.requireAgent();
            screen.line("process " + jvm.pid() + ": " + jvm.detach());
        }
    }
}
