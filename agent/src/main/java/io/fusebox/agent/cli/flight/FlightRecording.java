package io.fusebox.agent.cli.flight;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import jdk.management.jfr.FlightRecorderMXBean;
import jdk.management.jfr.RecordingInfo;
import org.jspecify.annotations.Nullable;

/** A recording that the Flight Recorder of another JVM makes; over JMX. Closing it ends it. For one thread. */
public final class FlightRecording implements AutoCloseable {
    private static final String NAME = "jdk.management.jfr:type=FlightRecorder";

    private final MBeanServerConnection server;
    private final ObjectName name;
    private final FlightRecorderMXBean recorder;
    private final long id;

    private FlightRecording(MBeanServerConnection server, ObjectName name) {
        this.server = server;
        this.name = name;
        this.recorder = JMX.newMXBeanProxy(server, name, FlightRecorderMXBean.class);
        this.id = recorder.newRecording();
    }

    /**
     * Makes one; it does not record yet.
     *
     * @param name for whoever looks what records there
     * @param settings which events it takes, and how
     * @param maxBytes the largest size; beyond it the oldest part is dropped
     * @throws IOException if that JVM cannot record, or is not there any more
     */
    public static FlightRecording of(
            MBeanServerConnection server, String name, Map<String, String> settings, long maxBytes) throws IOException {
        try {
            FlightRecording made = new FlightRecording(server, new ObjectName(NAME));
            try {
                made.recorder.setRecordingSettings(made.id, settings);
                made.recorder.setRecordingOptions(made.id, Map.of("name", name, "maxSize", String.valueOf(maxBytes)));
                return made;
            } catch (RuntimeException e) {
                made.close();
                throw e;
            }
        } catch (MalformedObjectNameException impossible) {
            throw new IOException(impossible);
        } catch (UndeclaredThrowableException e) {
            if (e.getCause() instanceof InstanceNotFoundException) {
                throw new IOException("its Java has no Flight Recorder, modules jdk.jfr and jdk.management.jfr", e);
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (IllegalStateException | SecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Begins to record. */
    public void start() {
        recorder.startRecording(id);
    }

    /** Whether that JVM knows an event of the name. The proxy of Java 17 cannot read its own event types. */
    public boolean knows(String event) throws IOException {
        try {
            for (CompositeData type : (CompositeData[]) server.getAttribute(name, "EventTypes")) {
                if (event.equals(type.get("name"))) {
                    return true;
                }
            }
            return false;
        } catch (JMException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** How many bytes it has on disk; 0 if it is not there any more. */
    public long size() {
        RecordingInfo info = info();
        return info == null ? 0 : info.getSize();
    }

    /** Whether it is there: one that was written to its file is closed then. */
    public boolean isThere() {
        return info() != null;
    }

    private @Nullable RecordingInfo info() {
        for (RecordingInfo info : recorder.getRecordings()) {
            if (info.getId() == id) {
                return info;
            }
        }
        return null;
    }

    /**
     * Has that JVM write the recording to a file when the recording stops, or when the JVM ends in order.
     *
     * @return false if it cannot write there
     */
    public boolean willWriteTo(Path file) {
        try {
            recorder.setRecordingOptions(
                    id, Map.of("destination", file.toAbsolutePath().toString(), "dumpOnExit", "true"));
            return true;
        } catch (RuntimeException elsewhere) {
            return false;
        }
    }

    /** Records no more. */
    public void stop() {
        recorder.stopRecording(id);
    }

    /**
     * Fetches what was recorded; after {@link #stop}.
     *
     * @throws FileSystemException if the file cannot be written
     * @throws IOException if that JVM does not give it
     */
    public void copyTo(Path file) throws IOException {
        long stream = recorder.openStream(id, null);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (byte[] block = recorder.readStream(stream); block != null; block = recorder.readStream(stream)) {
                write(out, block, file);
            }
        } finally {
            recorder.closeStream(stream);
        }
    }

    private static void write(OutputStream out, byte[] block, Path file) throws FileSystemException {
        try {
            out.write(block);
        } catch (IOException e) {
            FileSystemException ofFile = new FileSystemException(file.toString(), null, e.getMessage());
            ofFile.initCause(e);
            throw ofFile;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            recorder.closeRecording(id);
        } catch (IllegalArgumentException written) {
            // One that was written to a file by that JVM is closed then.
            return;
        } catch (UndeclaredThrowableException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }
}
