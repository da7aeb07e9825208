package io.fusebox.agent;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/**
 * The agent's jar. What the start needs are a few entries of it, read one by one; everything else is in a jar within the jar,
 * which is read at once when something of it is first needed and held in memory from then on. Until then the file stays
 * open, so that it may be deleted, or replaced by another. Safe for use by many threads.
 *
 * <p>It is a jar within the jar because the JVM reads the directory of every agent's jar, entry by entry: 3,000 entries
 * took ten milliseconds of every start, and to read all of it takes as long.
 *
 * <p>The application's class loader owns this class.
 */
final class AgentJar {
    private static final String INNER = "fusebox/agent.jar";

    /** More than the directory of the few entries takes. */
    private static final int END = 1 << 14;

    /** A read of everything at once takes twice the time: it goes through a buffer of that size. */
    private static final int CHUNK = 1 << 16;

    private final RandomAccessFile file;

    /** Of the file, until all of it is read. */
    private JarBytes jar;

    private @Nullable JarBytes inner;

    private AgentJar(RandomAccessFile file, JarBytes jar) {
        this.file = file;
        this.jar = jar;
    }

    static AgentJar open(File jar) throws IOException {
        RandomAccessFile file = new RandomAccessFile(jar, "r");
        try {
            int length = Math.toIntExact(file.length());
            int begin = Math.max(0, length - END);
            return new AgentJar(file, new JarBytes(read(file, begin, length - begin), -begin, length));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The content of an entry of the jar itself, or null if there is none of that name. */
    synchronized byte @Nullable [] entry(String name) throws IOException {
        int record = jar.recordOf(name);
        if (record < 0 || inner != null) {
            return record < 0 ? null : jar.content(record);
        }
        int local = jar.localOf(record);
        int data = local + JarBytes.localSize(read(file, local, JarBytes.LOCAL_SIZE), 0);
        return jar.unpacked(record, read(file, data, jar.packedSize(record)), 0);
    }

    /** The content of an entry of the jar within the jar, or null if there is none of that name. */
    byte @Nullable [] read(String name) {
        try {
            return inner().read(name);
        } catch (IOException e) {
            throw new IllegalStateException("the agent's jar cannot be read", e);
        }
    }

    /** Reads what is not read yet: from now on the file may be overwritten. */
    synchronized JarBytes inner() throws IOException {
        JarBytes known = inner;
        if (known == null) {
            byte[] bytes = read(file, 0, Math.toIntExact(file.length()));
            JarBytes whole = new JarBytes(bytes, 0, bytes.length);
            int record = whole.recordOf(INNER);
            if (record < 0) {
                throw new IOException("the agent's jar has no " + INNER);
            }
            known = whole.inner(record);
            jar = whole;
            inner = known;
            file.close();
        }
        return known;
    }

    private static byte[] read(RandomAccessFile file, int begin, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(begin);
        for (int done = 0; done < length; ) {
            int read = file.read(bytes, done, Math.min(CHUNK, length - done));
            if (read < 0) {
                throw new IOException("broken jar");
            }
            done += read;
        }
        return bytes;
    }
}
