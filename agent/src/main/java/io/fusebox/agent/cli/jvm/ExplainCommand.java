package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.value.BadValue;

/** {@code explain}. */
public final class ExplainCommand extends JvmCommand {

    public ExplainCommand() {
        super("explain", "<pid> <type#method>", "say for each method that fits whether it is guarded, or why not", """
                The pattern is written as in a configuration file: com.acme.Shop#pay, com.acme.**#pay,
                com.acme.Gateway+#*. A line for each loaded class and method: the breaker and the
                pattern that guard it, or the reason why none does and what to write instead.
                Quote it where your shell would read # or * itself.""");
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        String which = arguments.next(WHICH);
        String pattern = arguments.next("the pattern, as in com.acme.Shop#pay,");
        arguments.end();
        try {
            if (MethodPattern.parse(pattern).excludes()) {
                throw new CommandMisused("leave out the ! of " + pattern);
            }
        } catch (BadValue bad) {
            throw new CommandMisused(pattern + ' ' + bad.what() + "; " + bad.instead());
        }
        try (Management management = Management.of(which)) {
            management.explain(pattern).forEach(screen::line);
        }
    }
}
