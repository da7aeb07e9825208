package io.fusebox.agent.cli.serve;

import io.fusebox.agent.attach.AgentVersion;
import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.fleet.FleetStore;
import io.fusebox.agent.cli.fleet.FleetTarget;
import io.fusebox.agent.cli.fleet.RedisStore;
import io.fusebox.agent.cli.jvm.JvmCommand;
import io.fusebox.agent.config.address.HttpAddress;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.http.HttpEndpoint;
import io.fusebox.agent.http.TokenFile;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code serve}. */
public final class ServeCommand extends JvmCommand {
    private static final HttpAddress DEFAULT = new HttpAddress("127.0.0.1", 9464);
    private static final int TURNS_BETWEEN_LOOKS = 5;
    private static final long TURN_MILLIS = 200;

    public ServeCommand() {
        super(
                "serve",
                "[--listen [host:]port] [--token-file file] [pid...]",
                "serve the page and the metrics of all JVMs with Fusebox, until Ctrl-C",
                """
                All JVMs of this user that have an agent, or those of these process ids or main
                classes. They may come and go. What agent.http serves for one program is served
                for all, each sample with the labels jvm and pid; the programs open no port. One
                that does not answer within a second is shown as such, and has no metrics.

                  --listen              where; by default 127.0.0.1:9464
                  --token-file          a file with a token that allows moves: Authorization: Bearer TOKEN
                  --fleet URL           in place of process ids: the JVMs that publish in that Redis,
                                        of this machine and of others; pid is then HOST/PID
                  --name NAME           the fleet, where the Redis has several
                  --password-file FILE  its first line is the password of the Redis""");
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        HttpAddress address = address(arguments.value("--listen"));
        TokenFile token = token(arguments.value("--token-file"));
        FleetTarget fleet = FleetTarget.ofOption("--fleet", arguments);
        List<String> words = new ArrayList<>();
        while (!arguments.isEmpty()) {
            words.add(arguments.next("the process id"));
        }
        try (ServedPrograms programs = fleet == null
                ? new LocalPrograms(WantedJvms.of(words), token, screen::talk)
                : of(fleet, token, words, screen)) {
            programs.look();
            HttpEndpoint endpoint = HttpEndpoint.start(
                    address,
                    "--listen",
                    programs,
                    AgentVersion.NUMBER,
                    (where, fault) -> screen.talk("a fault while " + where + ": " + fault));
            screen.line("listening on http://" + new HttpAddress(address.host(), endpoint.port()) + "/");
            serve(programs, endpoint, screen);
            throw new CommandFailed(words.size() == 1 ? "process " + words.get(0) + " has ended" : "all have ended");
        } catch (IOException e) {
            throw new CommandFailed(
                    "cannot listen on " + address + ": " + e.getMessage() + "; choose where with --listen", e);
        } catch (NoClassDefFoundError e) {
            if (String.valueOf(e.getMessage()).startsWith("com/sun/net/httpserver/")) {
                throw new CommandFailed("this Java has no HTTP server: its runtime image lacks jdk.httpserver", e);
            }
            throw e;
        }
    }

    private static FleetPrograms of(FleetTarget target, @Nullable TokenFile token, List<String> words, Screen screen)
            throws CommandMisused, CommandFailed {
        if (!words.isEmpty()) {
            throw new CommandMisused("--fleet shows the JVMs of a fleet: leave '" + words.get(0) + "' out");
        }
        if (token != null) {
            throw new CommandMisused("--token-file allows moves, which --fleet does not: use the command fleet");
        }
        FleetStore store = RedisStore.open(target);
        try {
            return new FleetPrograms(store, target.fleet(store), screen::talk);
        } catch (CommandFailed failed) {
            store.close();
            throw failed;
        }
    }

    /** Until there can be nothing to serve any more. */
    private static void serve(ServedPrograms programs, HttpEndpoint endpoint, Screen screen) {
        try {
            for (int turn = 1; !programs.isOver(); turn++) {
                Thread.sleep(TURN_MILLIS);
                endpoint.cutSlow();
                if (turn % TURNS_BETWEEN_LOOKS == 0) {
                    look(programs, screen);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            endpoint.stop();
        }
    }

    private static void look(ServedPrograms programs, Screen screen) {
        try {
            programs.look();
        } catch (RuntimeException fault) {
            // Such as a JVM that left while it was looked at: the next look tells.
            screen.talk("a fault while looking for JVMs: " + fault);
        }
    }

    private static HttpAddress address(@Nullable String text) throws CommandMisused {
        try {
            return text == null ? DEFAULT : HttpAddress.parse(text);
        } catch (BadValue bad) {
            throw new CommandMisused("--listen " + text + " " + bad.what() + "; " + bad.instead());
        }
    }

    private static @Nullable TokenFile token(@Nullable String path) throws CommandFailed {
        if (path == null) {
            return null;
        }
        File file = new File(path);
        if (!file.isFile() || !file.canRead()) {
            throw new CommandFailed("there is no file " + path + " that can be read: write a token into it");
        }
        return new TokenFile(file);
    }
}
