package io.fusebox.agent.cli.suggest;

import io.fusebox.agent.cli.flight.FlightRecording;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.management.MBeanServerConnection;

/**
 * A recording of all reads from sockets in another JVM, each with its stack, and of its threads at the end. Taken over JMX as a
 * file: events that are streamed have no stacks before JDK 25.
 */
public final class SocketRecording {
    private static final Map<String, String> SETTINGS = Map.of(
            "jdk.SocketRead#enabled",
            "true",
            "jdk.SocketRead#threshold",
            "0 ns",
            "jdk.SocketRead#stackTrace",
            "true",
            "jdk.ThreadDump#enabled",
            "true",
            "jdk.ThreadDump#period",
            "endChunk");

    private static final int MAX_BYTES = 200_000_000;

    private final MBeanServerConnection server;

    /** @param server that JVM's */
    public SocketRecording(MBeanServerConnection server) {
        this.server = server;
    }

    /**
     * Records for that long, into a file.
     *
     * @param progress is run once a second
     */
    public void record(Duration length, Path file, Runnable progress) throws IOException, InterruptedException {
        try (FlightRecording recording = FlightRecording.of(server, "fusebox suggest", SETTINGS, MAX_BYTES)) {
            recording.start();
            long begin = System.nanoTime();
            for (long left = length.toMillis();
                    left > 0;
                    left = length.toMillis() - (System.nanoTime() - begin) / 1_000_000) {
                Thread.sleep(Math.min(left, 1000));
                progress.run();
            }
            recording.stop();
            recording.copyTo(file);
        }
    }
}
