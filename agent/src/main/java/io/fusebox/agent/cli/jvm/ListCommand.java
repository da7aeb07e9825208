package io.fusebox.agent.cli.jvm;

import com.sun.tools.attach.VirtualMachineDescriptor;
import io.fusebox.agent.attach.AttachBoard;
import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.log.JsonLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** {@code list}. */
public final class ListCommand extends JvmCommand {

    public ListCommand() {
        super("list", "[--json]", "list the JVMs with Fusebox", """
                Asks every JVM of this user whether an agent runs there. Breakers that code made
                without the agent are not found.

                  --json  a JSON object for each, one a line""");
    }

    /** A JVM with an agent. */
    private record Found(String pid, String mainClass, String version, String file) {}

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        boolean json = arguments.option("--json");
        arguments.end();
        List<Found> all = find();
        int pid = "PID".length();
        int main = "MAIN CLASS".length();
        for (Found found : all) {
            pid = Math.max(pid, found.pid.length());
            main = Math.max(main, found.mainClass.length());
        }
        if (!json && !all.isEmpty()) {
            screen.line(row(pid, "PID", main, "MAIN CLASS", "VERSION", "FILE"));
        }
        for (Found found : all) {
            screen.line(json ? json(found) : row(pid, found.pid, main, found.mainClass, found.version, found.file));
        }
        if (all.isEmpty()) {
            screen.talk("no JVM of this user runs with Fusebox");
        }
    }

    private static List<Found> find() {
        List<Found> all = new ArrayList<>();
        for (VirtualMachineDescriptor descriptor : JvmNames.others()) {
            try (RunningJvm jvm = RunningJvm.of(descriptor.id())) {
                Properties board = jvm.board();
                String version = board.getProperty(AttachBoard.VERSION);
                if (version != null) {
                    String file = board.getProperty(AttachBoard.FILE, "");
                    all.add(new Found(descriptor.id(), JvmNames.mainClassOf(descriptor), version, file));
                }
            } catch (CommandFailed unasked) {
                // It has ended, or lets nobody attach: then no command can do anything with it.
            }
        }
        return all;
    }

    private static String row(int pid, String id, int main, String name, String version, String file) {
        return id + " ".repeat(pid - id.length()) + "  " + name + " ".repeat(main - name.length()) + "  " + version
                + " ".repeat(Math.max(0, "VERSION".length() - version.length())) + "  " + file;
    }

    private static String json(Found found) {
        return new JsonLine()
                .add("pid", Long.parseLong(found.pid))
                .add("mainClass", found.mainClass)
                .add("version", found.version)
                .add("file", found.file)
                .end();
    }
}
