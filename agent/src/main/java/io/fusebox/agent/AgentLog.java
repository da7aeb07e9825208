package io.fusebox.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * The lines that the agent tells the operator. Safe for use by many threads; a line is written whole.
 *
 * <p>It goes to the process's own stderr, past {@code System.err}, which belongs to the application: what stands there
 * may be the application's code.
 */
public final class AgentLog {

    private static final String PREFIX = "[fusebox] ";

    private final OutputStream out;
    private final Charset charset;

    AgentLog(OutputStream out, Charset charset) {
        this.out = out;
        this.charset = charset;
    }

    static AgentLog stderr() {
        String name = System.getProperty("stderr.encoding", System.getProperty("native.encoding"));
        Charset charset = name != null && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
        return new AgentLog(new FileOutputStream(FileDescriptor.err), charset);
    }

    /** Writes one line. If stderr is gone, so is the line. */
    public void line(String text) {
        byte[] bytes = (PREFIX + text + System.lineSeparator()).getBytes(charset);
        synchronized (out) {
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException e) {
                // Nowhere is left to tell it.
            }
        }
    }
}
