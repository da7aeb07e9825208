package io.fusebox.agent.cli.record;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.jvm.Obstacle;
import io.fusebox.agent.cli.jvm.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code record}. */
public final class RecordCommand implements Command {
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final long MAX_BYTES = 250_000_000;

    @Override
    public String name() {
        return "record";
    }

    @Override
    public String parameters() {
        return "<pid> --out <file> [option ...]";
    }

    @Override
    public String summary() {
        return "record every guarded call, for what-if";
    }

    @Override
    public String details() {
        return """
                --out <file>            where to write it: a recording of the JDK's Flight Recorder
                --for 10m               for how long; Ctrl-C ends it sooner and keeps the file
                --max-size 250MB        the largest size; beyond it the oldest part is dropped

                A recorded call takes about 20 bytes and 0.2 microseconds; without a recording
                it takes nothing. Breakers should be in observe mode: nobody knows how a call
                would have ended that was rejected.""";
    }

    @Override
    public void run(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        try {
            perform(arguments, screen);
        } catch (NoClassDefFoundError e) {
            throw Obstacle.ofThisJava(e);
        }
    }

    private static void perform(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        Duration length = arguments.duration("--for", LENGTH);
        long maxBytes = bytes(arguments.value("--max-size"));
        String out = arguments.value("--out");
        String which = arguments.next("the process id, or a part of the main class's name,");
        arguments.end();
        if (out == null) {
            throw new CommandMisused("--out is missing: where to write the recording");
        }
        Path file = Path.of(out);
        try (RunningJvm jvm = RunningJvm.of(which)) {
            jvm.requireAgent();
            boolean before = prepare(file);
            boolean kept = false;
            try {
                kept = new CallRecording(jvm, file, screen).record(length, maxBytes);
            } finally {
                if (!kept && !before) {
                    var unused = file.toFile().delete();
                }
            }
        }
    }

    /** Sees to it that the file can be written before anything else is done; whether it was there already. */
    private static boolean prepare(Path file) throws CommandFailed {
        try {
            boolean before = Files.exists(file);
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
            return before;
        } catch (IOException e) {
            throw CommandFailed.unwritable(file, e);
        }
    }

    private static long bytes(@Nullable String text) throws CommandMisused {
        if (text == null) {
            return MAX_BYTES;
        }
        if (!text.matches("[1-9]\\d{0,5}(MB|GB)")) {
            throw new CommandMisused("--max-size " + text + " is no size in MB or GB; write --max-size 250MB");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 2));
        return number * (text.endsWith("GB") ? 1_000_000_000L : 1_000_000L);
    }
}
