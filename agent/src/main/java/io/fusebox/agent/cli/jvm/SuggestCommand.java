package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.suggest.SocketRecording;
import io.fusebox.agent.cli.suggest.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** {@code suggest}. */
public final class SuggestCommand extends JvmCommand {
    public SuggestCommand() {
        super(
                "suggest",
                "<pid> [option ...]",
                "watch what a JVM calls over the network, and write a configuration",
                """
                --for 60s               for how long
                --out <file>            where to write it; without it to stdout
                --packages <list>       how the application's own classes begin: com.acme,org.acme

                Watches the JVM by the JDK's Flight Recorder, with or without Fusebox: nothing is
                woven. For each client library that it knows there is a breaker with a preset,
                for other calls one with the application's own method nearest to the call, all in
                observe mode, with what was seen as comments. What the program does not call
                during that time is not seen.""");
    }

    @Override
    protected void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        Duration length = arguments.duration("--for", Duration.ofSeconds(60));
        String out = arguments.value("--out");
        String packages = arguments.value("--packages");
        String which = arguments.next(WHICH);
        arguments.end();
        Traffic traffic = new Traffic(packages == null ? List.of() : List.of(packages.split("\\s*,\\s*")));
        try (RunningJvm jvm = RunningJvm.of(which)) {
            Path recording = Files.createTempFile("fusebox-suggest", ".jfr");
            try {
                watch(jvm, length, recording, screen);
                traffic.add(recording);
            } finally {
                Files.deleteIfExists(recording);
            }
            if (traffic.isEmpty()) {
                throw new CommandFailed("process " + jvm.pid() + " called no other program that can be guarded within "
                        + length.toSeconds() + " seconds");
            }
            write(traffic.configuration("process " + jvm.pid(), length), out, traffic.size(), screen);
        } catch (IOException e) {
            throw new CommandFailed("the Flight Recorder of the process cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    private static void watch(RunningJvm jvm, Duration length, Path recording, Screen screen)
            throws IOException, InterruptedException, CommandFailed {
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(jvm.connector()))) {
            long begin = System.nanoTime();
            new SocketRecording(connector.getMBeanServerConnection()).record(length, recording, () -> {
                long seconds = (System.nanoTime() - begin) / 1_000_000_000L;
                if (seconds % 10 == 0 && seconds < length.toSeconds()) {
                    screen.talk("watching for " + (length.toSeconds() - seconds) + " more seconds");
                }
            });
        }
    }

    private static void write(List<String> lines, @Nullable String out, int breakers, Screen screen)
            throws IOException {
        if (out == null) {
            lines.forEach(screen::line);
            return;
        }
        Files.write(Path.of(out), lines);
        screen.talk(breakers + (breakers == 1 ? " breaker" : " breakers") + " in " + out);
    }
}
