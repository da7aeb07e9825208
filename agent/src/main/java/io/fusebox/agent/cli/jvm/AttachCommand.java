package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import java.io.File;

/** {@code attach}. */
public final class AttachCommand extends JvmCommand {

    public AttachCommand() {
        super("attach", "<pid> <file>", "guard a JVM that runs already", """
                The JVM must run as the same user. If an agent runs there, it follows the file
                from now on. In place of the process id, a part of the main class's name will
                do, if no other JVM has it. The JVM must see this jar and the file under the
                same paths.""");
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        String which = arguments.next(WHICH);
        File file = new File(arguments.next("the configuration file"));
        arguments.end();
        try (RunningJvm jvm = RunningJvm.of(which)) {
            screen.line("process " + jvm.pid() + ": " + jvm.attach(file));
        }
    }
}
