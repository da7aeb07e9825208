package io.fusebox.agent.cli;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.launch.AgentLoader;
import java.net.URISyntaxException;
import java.util.List;

/** {@code completion}: a script that completes the commands in a shell. */
final class CompletionCommand implements Command {
    private final List<Command> commands;

    /** @param commands all of them; may grow until the command is run */
    CompletionCommand(List<Command> commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String parameters() {
        return "<bash|zsh>";
    }

    @Override
    public String summary() {
        return "print a script that completes commands in a shell";
    }

    @Override
    public String details() {
        return """
                eval "$(java -jar fusebox-agent.jar completion bash)" in ~/.bashrc, or the same
                with zsh in ~/.zshrc behind compinit: 'fusebox' is then a command of the shell
                that runs this jar, and Tab completes commands, options, processes, breakers.""";
    }

    @Override
    public void run(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        String shell = arguments.next("the shell, bash or zsh,");
        arguments.end();
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new CommandMisused("there is a script for bash and one for zsh, none for '" + shell + "'");
        }
        try {
            CompletionScript script =
                    new CompletionScript(commands, AgentLoader.jar().getAbsolutePath());
            screen.line(shell.equals("bash") ? script.bash() : script.zsh());
        } catch (URISyntaxException e) {
            throw new CommandFailed("where is this jar? " + e.getMessage(), e);
        }
    }
}
