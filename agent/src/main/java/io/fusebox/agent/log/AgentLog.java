package io.fusebox.agent.log;

import io.fusebox.agent.config.AgentOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * The lines that the agent tells the operator: to stderr, to a file or nowhere, as text or as JSON objects. Whoever tells
 * a line goes on at once; {@link LogWriter} writes it. Safe for use by any thread; a line is written whole.
 *
 * <p>It is there before bridge and core are, and so names no class that names theirs but in {@link #follow}.
 *
 * <p>Stderr is the process's own, past {@code System.err}, which belongs to the application: what stands there may be the
 * application's code. A file is opened for each line, so that it may be moved away at any time, and is in UTF-8.
 */
public final class AgentLog {
    private final LogWriter writer;
    private volatile LogTarget target = LogTarget.STDERR;

    AgentLog(OutputStream err, Charset charset) {
        this.writer = new LogWriter(err, charset);
    }

    public static AgentLog stderr() {
        String name = System.getProperty("stderr.encoding", System.getProperty("native.encoding"));
        Charset charset = name != null && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
        return new AgentLog(new FileOutputStream(FileDescriptor.err), charset);
    }

    /** Writes where and how these options say, from the next line on. */
    public void follow(AgentOptions next) {
        target = LogTarget.of(next);
    }

    /** Whether {@link #object} is to be told rather than {@link #line}. */
    boolean isJson() {
        return target.json;
    }

    /** Tells one line. If the place to write to is gone, so is the line. */
    public void line(String text) {
        LogTarget to = target;
        if (!to.off) {
            writer.add(to, to.line(text));
        }
    }

    /** The same, and on stderr wherever the log goes: why the program ends, or runs unguarded. */
    public void loud(String text) {
        LogTarget to = target;
        if (to.off || to.file != null) {
            writer.add(to, to.off ? null : to.line(text), LogTarget.plain(text));
        } else {
            line(text);
        }
    }

    /** Tells one object. */
    void object(JsonLine object) {
        LogTarget to = target;
        if (!to.off) {
            writer.add(to, object.end());
        }
    }

    /** Waits until what was told is written, so long at most; whether it is written. */
    public boolean await(long millis) {
        return writer.await(millis);
    }

    /** How many lines were dropped since this was asked last: more came than could be written. */
    public long takeDropped() {
        return writer.takeDropped();
    }

    /** Ends the log's thread once everything is written; waits for that so long at most. */
    public void close(long millis) {
        writer.close(millis);
    }
}
