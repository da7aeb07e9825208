package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Login;
import io.fusebox.agent.cli.command.Screen;
import java.util.List;

/** {@code methods}. */
public final class MethodsCommand extends JvmCommand {

    public MethodsCommand() {
        super("methods", "<pid>", "print the guarded methods, each with its breaker", """
                Methods of classes that are not loaded yet are missing: they are woven when their
                class is loaded. What guards nothing so far stands on stderr.
                """ + Login.OPTIONS);
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        String which = which(arguments);
        arguments.end();
        try (Management management = connect(which)) {
            List<String> methods = management.methods();
            methods.forEach(screen::line);
            if (methods.isEmpty()) {
                screen.talk(management.place() + " has no guarded method so far");
            }
            management.notes().forEach(screen::talk);
        }
    }
}
