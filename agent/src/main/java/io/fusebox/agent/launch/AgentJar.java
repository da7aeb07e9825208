package io.fusebox.agent.launch;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The agent's jar, held in memory, so that the file may be overwritten or deleted while the JVM runs. The start needs only a
 * few entries; everything else is in a jar within the jar. Safe for use by many threads; no thread waits.
 *
 * <p>It is a jar within the jar because the JVM reads the directory of every agent's jar, entry by entry: 3,000 entries
 * took ten milliseconds of every start. We read that directory when something of it is first needed.
 *
 * <p>The application's class loader owns this class.
 */
final class AgentJar {
    private static final String INNER = "fusebox/agent.jar";

    /** A read of everything at once takes twice the time: it goes through a buffer of that size. */
    private static final int CHUNK = 1 << 16;

    private final JarBytes jar;

    /** Made twice at worst. */
    private volatile @Nullable JarBytes inner;

    private AgentJar(JarBytes jar) {
        this.jar = jar;
    }

    static AgentJar open(File file) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(file.length())];
        try (InputStream in = new FileInputStream(file)) {
            int length = 0;
            while (length < bytes.length) {
                int read = in.read(bytes, length, Math.min(CHUNK, bytes.length - length));
                if (read < 0) {
                    throw new IOException("broken jar");
                }
                length += read;
            }
        }
        return new AgentJar(new JarBytes(bytes, 0, bytes.length));
    }

    /** The content of an entry of the jar itself, or null if it has no such entry. */
    byte @Nullable [] entry(String name) {
        int record = jar.recordOf(name);
        return record < 0 ? null : jar.content(record);
    }

    /** The content of an entry of the inner jar, or null if it has no such entry. */
    byte @Nullable [] read(String name) {
        JarBytes known = inner;
        if (known == null) {
            int record = jar.recordOf(INNER);
            if (record < 0) {
                throw new IllegalStateException("the agent's jar has no " + INNER);
            }
            known = jar.inner(record);
            inner = known;
        }
        return known.read(name);
    }
}
