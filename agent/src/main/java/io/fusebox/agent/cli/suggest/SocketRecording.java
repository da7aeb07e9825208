package io.fusebox.agent.cli.suggest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import jdk.management.jfr.FlightRecorderMXBean;

/**
 * A recording of all reads from sockets in another JVM, each with its stack. Taken over JMX as a file: events that are streamed
 * have no stacks before JDK 25.
 */
public final class SocketRecording {
    private static final Map<String, String> SETTINGS = Map.of(
            "jdk.SocketRead#enabled", "true", "jdk.SocketRead#threshold", "0 ns", "jdk.SocketRead#stackTrace", "true");

    private static final int MAX_BYTES = 200_000_000;

    private final FlightRecorderMXBean recorder;

    /** The Flight Recorder of that JVM. */
    public SocketRecording(MBeanServerConnection server) throws IOException {
        try {
            recorder = JMX.newMXBeanProxy(
                    server, new ObjectName("jdk.management.jfr:type=FlightRecorder"), FlightRecorderMXBean.class);
        } catch (MalformedObjectNameException impossible) {
            throw new IOException(impossible);
        }
    }

    /**
     * Records for that long, into a file.
     *
     * @param progress is run once a second
     */
    public void record(Duration length, Path file, Runnable progress) throws IOException, InterruptedException {
        long recording = recorder.newRecording();
        try {
            recorder.setRecordingSettings(recording, SETTINGS);
            recorder.setRecordingOptions(
                    recording, Map.of("name", "fusebox suggest", "maxSize", String.valueOf(MAX_BYTES)));
            recorder.startRecording(recording);
            long begin = System.nanoTime();
            for (long left = length.toMillis();
                    left > 0;
                    left = length.toMillis() - (System.nanoTime() - begin) / 1_000_000) {
                Thread.sleep(Math.min(left, 1000));
                progress.run();
            }
            recorder.stopRecording(recording);
            copy(recording, file);
        } finally {
            recorder.closeRecording(recording);
        }
    }

    private void copy(long recording, Path file) throws IOException {
        long stream = recorder.openStream(recording, null);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (byte[] block = recorder.readStream(stream); block != null; block = recorder.readStream(stream)) {
                out.write(block);
            }
        } finally {
            recorder.closeStream(stream);
        }
    }
}
