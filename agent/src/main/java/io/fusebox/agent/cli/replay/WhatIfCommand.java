package io.fusebox.agent.cli.replay;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.jvm.Obstacle;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.operate.BreakerPattern;
import io.fusebox.agent.replay.CallLog;
import io.fusebox.agent.replay.Outage;
import io.fusebox.agent.replay.Recording;
import io.fusebox.agent.replay.SettingsReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code what-if}. */
public final class WhatIfCommand implements Command {
    private final ConfigReader reader;

    /** @param reader reads the file of {@code --config} */
    public WhatIfCommand(ConfigReader reader) {
        this.reader = reader;
    }

    @Override
    public String name() {
        return "what-if";
    }

    @Override
    public String parameters() {
        return "<file> [option ...]";
    }

    @Override
    public String summary() {
        return "tell what a breaker would have done to recorded calls";
    }

    @Override
    public String details() {
        return """
                --breaker <name>        this breaker alone: payments, 'http[*.acme.com]'
                --set <key>=<value>     with another setting: --set error-threshold=3; may be repeated.
                                        Or for one breaker: --set breaker.http[*].reset-timeout=5s
                --config <file>         with the settings of that configuration file
                --advise                look for better settings
                --svg <file>            draw calls, errors and openings
                --json                  the figures as one JSON object

                The file is one of record, or any of the Flight Recorder with the events
                io.fusebox.Call and io.fusebox.Breaker. Its calls go through Fusebox's own state
                machine, on the recorded clock, as if the breaker enforced. Without --config it
                has the settings that it was recorded with.""";
    }

    @Override
    public void run(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        boolean json = arguments.option("--json");
        boolean advises = arguments.option("--advise");
        String picture = arguments.value("--svg");
        List<String[]> sets = new ArrayList<>();
        for (String set = arguments.value("--set"); set != null; set = arguments.value("--set")) {
            sets.add(parsed(set));
        }
        String config = arguments.value("--config");
        String which = arguments.value("--breaker");
        String file = arguments.next("the recording");
        arguments.end();
        Recording recording = recording(Path.of(file));
        requireBreakers(sets, recording);
        SettingsReader settings = new SettingsReader(config == null ? null : configuration(config, screen), sets);
        List<Subject> subjects = subjects(recording, which, settings, file);
        WhatIf whatIf = new WhatIf(subjects, screen);
        if (json) {
            screen.json(whatIf.json(advises));
        } else {
            whatIf.print(!advises);
            if (advises) {
                whatIf.printAdvice();
            }
        }
        if (picture != null) {
            draw(whatIf, Path.of(picture));
        }
    }

    private static void draw(WhatIf whatIf, Path file) throws CommandFailed {
        try {
            Files.writeString(file, whatIf.picture());
        } catch (IOException e) {
            throw CommandFailed.unwritable(file, e);
        }
    }

    private static String[] parsed(String set) throws CommandMisused {
        int sign = set.indexOf('=');
        if (sign < 1) {
            throw new CommandMisused("--set " + set + " has no value; write --set error-threshold=3");
        }
        String key = set.substring(0, sign).strip();
        String refusal = SettingsReader.refusal(key);
        if (refusal != null) {
            throw new CommandMisused("--set " + set + ": " + key + ' ' + refusal);
        }
        return new String[] {key, set.substring(sign + 1).strip()};
    }

    private static void requireBreakers(List<String[]> sets, Recording recording) throws CommandMisused {
        for (String[] set : sets) {
            String breaker = SettingsReader.breakerOf(set[0]);
            if (breaker != null
                    && recording.logs().stream()
                            .noneMatch(log -> log.id().name().equals(breaker))) {
                throw new CommandMisused("--set " + set[0] + ": the recording has no breaker '" + breaker + "', but "
                        + names(recording));
            }
        }
    }

    private static String names(Recording recording) {
        return String.join(
                ", ", recording.logs().stream().map(log -> log.id().toString()).toList());
    }

    private Configuration configuration(String name, Screen screen) throws CommandFailed {
        Configuration configuration = reader.read(new File(name));
        if (!configuration.problems().isEmpty()) {
            configuration.problems().forEach(problem -> screen.talk(problem.toString()));
            throw new CommandFailed(name + " has problems: see above");
        }
        return configuration;
    }

    private static Recording recording(Path file) throws CommandFailed {
        try {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new CommandFailed(
                        file + " cannot be read: " + (Files.exists(file) ? "it is no readable file" : "there is none"));
            }
            Recording recording = Recording.read(file);
            if (recording.logs().isEmpty()) {
                throw new CommandFailed(
                        file + " has no calls of guarded methods: record some with 'record <pid> --out " + file + "'");
            }
            return recording;
        } catch (IOException | RuntimeException e) {
            throw new CommandFailed(file + " is damaged, or no recording of the Flight Recorder: " + e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            throw Obstacle.ofThisJava(e);
        } catch (OutOfMemoryError e) {
            throw new CommandFailed(
                    file + " has more calls than this JVM has room for: run the command with java -Xmx4g, or more", e);
        }
    }

    private static List<Subject> subjects(
            Recording recording, @Nullable String which, SettingsReader settings, String file)
            throws CommandFailed, CommandMisused {
        BreakerPattern pattern = which == null ? BreakerPattern.ALL : BreakerPattern.of(which);
        List<Subject> subjects = new ArrayList<>();
        for (CallLog log : recording.logs()) {
            if (pattern.means(log.id().name(), log.id().key().orElse(null))) {
                CircuitBreakerSettings recorded = settings.recorded(log);
                CircuitBreakerSettings asked = settings.asked(log);
                if (recorded != null && asked != null) {
                    subjects.add(new Subject(log, recorded, asked, Outage.of(log)));
                }
            }
        }
        if (!settings.problems().isEmpty()) {
            throw new CommandMisused(String.join("\n", settings.problems()));
        }
        if (subjects.isEmpty()) {
            throw new CommandFailed(file + " has no calls of a breaker '" + which + "': there are " + names(recording));
        }
        return subjects;
    }
}
