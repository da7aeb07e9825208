package io.fusebox.agent.log;

import io.fusebox.agent.config.AgentOptions;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines that the agent tells the operator: to stderr, to a file or nowhere, as text or as JSON objects. Safe for use by
 * many threads; a line is written whole.
 *
 * <p>It is there before bridge and core are, and so names no class that names theirs but in {@link #follow}.
 *
 * <p>Stderr is the process's own, past {@code System.err}, which belongs to the application: what stands there may be the
 * application's code. A file is opened for each line, so that it may be moved away at any time, and is in UTF-8.
 */
public final class AgentLog {

    private static final String PREFIX = "[fusebox] ";

    private final OutputStream err;
    private final Charset charset;
    private boolean off;
    private boolean json;

    /** Where the lines go; null: to stderr. */
    private @Nullable File file;

    /** Whether the file could not be written last, which is told once. */
    private boolean broken;

    AgentLog(OutputStream err, Charset charset) {
        this.err = err;
        this.charset = charset;
    }

    public static AgentLog stderr() {
        String name = System.getProperty("stderr.encoding", System.getProperty("native.encoding"));
        Charset charset = name != null && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
        return new AgentLog(new FileOutputStream(FileDescriptor.err), charset);
    }

    /** Writes where and how these options say, from now on. */
    public synchronized void follow(AgentOptions next) {
        off = next.logTarget() == AgentOptions.LogTarget.OFF;
        file = next.logFile();
        json = next.logFormat() == AgentOptions.LogFormat.JSON;
        broken = false;
    }

    /** Whether {@link #object} is to be told rather than {@link #line}. */
    synchronized boolean isJson() {
        return json;
    }

    /** Writes one line. If the place to write to is gone, so is the line. */
    public synchronized void line(String text) {
        if (json) {
            object(event("message").add("message", text));
        } else if (file != null) {
            write(LogTime.local(System.currentTimeMillis()) + ' ' + PREFIX + onOneLine(text));
        } else {
            write(PREFIX + onOneLine(text));
        }
    }

    /** The same, and to stderr wherever the log goes: what the program's end or being unguarded is the reason of. */
    public synchronized void loud(String text) {
        if (off || file != null) {
            toStderr(PREFIX + onOneLine(text));
        }
        line(text);
    }

    /** The beginning of an object for {@link #object}. */
    static JsonLine event(String name) {
        return new JsonLine()
                .add("time", LogTime.utc(System.currentTimeMillis()))
                .add("event", name);
    }

    /** Writes one object. */
    synchronized void object(JsonLine object) {
        write(object.end());
    }

    private void write(String line) {
        if (off) {
            return;
        }
        File to = file;
        if (to == null) {
            toStderr(line);
            return;
        }
        try (FileOutputStream out = new FileOutputStream(to, true)) {
            out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            broken = false;
        } catch (IOException e) {
            if (!broken) {
                toStderr(PREFIX + "agent.log cannot be written, the log goes to stderr: " + e.getMessage());
            }
            broken = true;
            toStderr(line);
        }
    }

    private void toStderr(String line) {
        try {
            err.write((line + System.lineSeparator()).getBytes(charset));
            err.flush();
        } catch (IOException e) {
            // Nowhere is left to tell it.
        }
    }

    /** Messages of the application's exceptions may have line breaks and worse. */
    private static String onOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return cleaned(text);
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            if (Character.isISOControl(letters[i])) {
                letters[i] = ' ';
            }
        }
        return new String(letters);
    }
}
