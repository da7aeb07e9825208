package io.fusebox.agent.launch;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
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

    /** Which line of a request is the path of its jar. */
    private static final int JAR_LINE = 3;

    private final File file;

    /** The jar as it is; null once there is {@link #kept} in its place. */
    private volatile @Nullable JarBytes whole;

    /** Made twice at worst. */
    private volatile @Nullable JarBytes inner;

    private volatile @Nullable KeptEntries kept;

    /** Whether the block for weaving was read, which nobody does twice. */
    private volatile boolean hasWoven;

    private AgentJar(File file, JarBytes whole) {
        this.file = file;
        this.whole = whole;
    }

    /**
     * Whether this JVM runs a command of this jar, by {@code java -jar}, which makes the jar the whole class path; or a part
     * of {@code jshell}.
     */
    static boolean isCommand() {
        if (System.getProperty("jdk.module.main") != null) {
            return false;
        }
        if (System.getProperty("sun.java.command", "").startsWith("jdk.jshell.execution.")) {
            return true;
        }
        try {
            File classPath = new File(System.getProperty("java.class.path", ""));
            URL own = AgentJar.class.getProtectionDomain().getCodeSource().getLocation();
            return own.getPath().endsWith('/' + classPath.getName())
                    && classPath.getCanonicalFile().equals(new File(own.toURI()).getCanonicalFile());
        } catch (Exception unknown) {
            return false;
        }
    }

    /**
     * The jar that is to run. The JVM keeps the entry points of the jar that came first, so another version of it must say
     * where it is.
     */
    static File requested(@Nullable String arguments) throws URISyntaxException {
        if (arguments != null && arguments.startsWith(AgentLoader.REQUEST_MARK)) {
            String[] lines = arguments.split("\n", -1);
            if (lines.length > JAR_LINE) {
                return new File(lines[JAR_LINE]);
            }
        }
        return AgentLoader.jar();
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
        return new AgentJar(file, new JarBytes(bytes, 0, bytes.length));
    }

    /** Gives up what the start needed: see {@link KeptEntries}. Does nothing if the file was changed since. */
    void shrink() {
        JarBytes jar = whole;
        if (jar != null) {
            try {
                kept = new KeptEntries(file, jar, innerOf(jar), hasWoven);
                whole = null;
                inner = null;
            } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
                // Then all stays as it is. The class KeptEntries, too, is read from that file.
            }
        }
    }

    /** The content of an entry of the jar itself, or null if it has no such entry. */
    byte @Nullable [] entry(String name) {
        JarBytes jar = whole;
        if (jar == null) {
            return fromKept(name);
        }
        int record = jar.recordOf(name);
        return record < 0 ? null : jar.content(record);
    }

    private byte @Nullable [] fromKept(String name) {
        KeptEntries entries = kept;
        return entries == null ? null : entries.read(name);
    }

    /** A block of class files, each with its name and its length before it; null if this version of the jar does not have it. */
    @Nullable
    DataInputStream block(String name) {
        byte[] bytes = entry("fusebox/" + name);
        if (name.equals("weaving")) {
            hasWoven = true;
        }
        return bytes == null ? null : new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** The content of an entry of the inner jar, or null if it has no such entry. */
    byte @Nullable [] read(String name) {
        JarBytes jar = whole;
        return jar == null ? fromKept(name) : innerOf(jar).read(name);
    }

    private JarBytes innerOf(JarBytes jar) {
        JarBytes known = inner;
        if (known == null) {
            int record = jar.recordOf(INNER);
            if (record < 0) {
                throw new IllegalStateException("the agent's jar has no " + INNER);
            }
            known = jar.inner(record);
            inner = known;
        }
        return known;
    }
}
