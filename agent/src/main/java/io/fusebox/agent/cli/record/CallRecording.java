package io.fusebox.agent.cli.record;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.flight.FlightRecording;
import io.fusebox.agent.cli.jvm.RunningJvm;
import io.fusebox.internal.text.DurationText;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Records the guarded calls of another JVM into a file. For one thread. */
final class CallRecording {
    private static final String EVENT = "io.fusebox.Call";
    private static final Map<String, String> SETTINGS =
            Map.of(EVENT + "#enabled", "true", "io.fusebox.Breaker#enabled", "true");

    /** The agent looks once a second whether the Flight Recorder is in use. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** And five times a second whether a recording wants the calls. */
    private static final long FOLLOWED_MILLIS = 500;

    private static final long SECONDS_BETWEEN_LINES = 10;

    private final RunningJvm jvm;
    private final Path file;
    private final Screen screen;

    CallRecording(RunningJvm jvm, Path file, Screen screen) {
        this.jvm = jvm;
        this.file = file;
        this.screen = screen;
    }

    /** Records for that long or until the user wants no more; whether there is a file. */
    boolean record(Duration length, long maxBytes) throws CommandFailed {
        Interruption interruption = Interruption.awaited();
        boolean kept = false;
        try {
            kept = record(length, maxBytes, interruption);
            return kept;
        } finally {
            interruption.over(kept);
        }
    }

    private boolean record(Duration length, long maxBytes, Interruption interruption) throws CommandFailed {
        long modified = modified();
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(jvm.connector()));
                FlightRecording recording = FlightRecording.of(
                        connector.getMBeanServerConnection(), "fusebox record", SETTINGS, maxBytes)) {
            if (isSeenByProcess()) {
                var unused = recording.willWriteTo(file);
            }
            recording.start();
            awaitEvent(recording, interruption);
            screen.talk("recording process " + jvm.pid() + " for " + DurationText.of(length) + "; Ctrl-C ends it");
            watch(recording, length, interruption);
            recording.stop();
            if (recording.isThere()) {
                recording.copyTo(file);
            }
            screen.talk(megabytes(Files.size(file)) + " in " + file);
            return true;
        } catch (FileSystemException e) {
            throw CommandFailed.unwritable(file, e);
        } catch (IOException | RuntimeException e) {
            return afterItsEnd(e, modified);
        }
    }

    /** The process may have written the file when it ended. */
    private boolean afterItsEnd(Exception e, long modified) throws CommandFailed {
        awaitEnd();
        boolean gone = ProcessHandle.of(Long.parseLong(jvm.pid())).isEmpty();
        if (gone && modified() != modified && file.toFile().length() > 0) {
            screen.talk("process " + jvm.pid() + " has ended; what it did until then is in " + file);
            return true;
        }
        if (gone) {
            throw new CommandFailed("process " + jvm.pid() + " has ended, and its recording is lost", e);
        }
        throw new CommandFailed(
                "the Flight Recorder of process " + jvm.pid() + " cannot be used: " + e.getMessage(), e);
    }

    /** A process that ends writes the file first. */
    private void awaitEnd() {
        long begin = System.nanoTime();
        while (ProcessHandle.of(Long.parseLong(jvm.pid())).isPresent()
                && System.nanoTime() - begin < PATIENCE_NANOS / 5) {
            sleep(100);
        }
    }

    private void awaitEvent(FlightRecording recording, Interruption interruption) throws CommandFailed, IOException {
        long begin = System.nanoTime();
        while (!recording.knows(EVENT) && !interruption.isThere()) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new CommandFailed("the Fusebox in process " + jvm.pid() + " cannot record calls: it is older");
            }
            sleep(100);
        }
        sleep(FOLLOWED_MILLIS);
    }

    private void watch(FlightRecording recording, Duration length, Interruption interruption) {
        long begin = System.nanoTime();
        long nextLine = SECONDS_BETWEEN_LINES;
        for (long passed = 0; passed < length.toNanos(); passed = System.nanoTime() - begin) {
            long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(length.toNanos() - passed));
            if (interruption.within(Math.min(left, 1000))) {
                return;
            }
            long bytes = recording.size();
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            if (seconds >= nextLine && seconds < length.toSeconds()) {
                nextLine = seconds + SECONDS_BETWEEN_LINES;
                // What the recorder has not written out yet has no size.
                String size = bytes == 0 ? "" : ", " + megabytes(bytes);
                screen.talk(DurationText.text(seconds * 1000) + " of " + DurationText.of(length) + size);
            }
        }
    }

    private long modified() {
        return file.toFile().lastModified();
    }

    /** In a container the process has a file system of its own. */
    private boolean isSeenByProcess() {
        Path root = Path.of("/proc/" + jvm.pid() + "/root");
        try {
            Path there = Path.of(root.toString() + file.toAbsolutePath());
            return !Files.exists(root) || Files.isSameFile(there, file);
        } catch (IOException e) {
            return false;
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
