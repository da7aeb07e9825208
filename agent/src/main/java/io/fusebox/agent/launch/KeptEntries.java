package io.fusebox.agent.launch;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What the agent holds of its jar after the start: what a running agent may still need, as it is packed in the jar. Everything
 * else is read from the file, which stays open: it may be deleted, or replaced by another file. If somebody writes into the
 * file itself, an entry's checksum shows it, and the entry cannot be read any more.
 *
 * <p>Safe for use by many threads. The application's class loader owns this class.
 */
final class KeptEntries {
    /**
     * What is read from the file: what only the JVM of a command needs, what the start and the weaving have loaded, and the
     * libraries. Most of their classes that an agent needs are loaded by then.
     */
    private static final String[] ON_DISK = {
        "agent/io/fusebox/bytebuddy/",
        "agent/io/fusebox/jackson/",
        "agent/io/fusebox/jedis/",
        "agent/io/fusebox/agent/cli/",
        "core/",
        "demo/",
        "META-INF/",
        "io/fusebox/agent/launch/",
        "io/fusebox/agent/jconsole/",
        "fusebox/agent.jar",
        "fusebox/begin",
        "fusebox/start"
    };

    /** A third of what is kept; it is read once. */
    static final String WEAVING = "fusebox/weaving";

    private static final int CHUNK = 1 << 16;

    private final File path;
    private final RandomAccessFile file;

    /** A hash table: for each entry its index in the other arrays plus one; 0 is a free place. */
    private final short[] table;

    private final long[] hashes;

    /** An entry as it is packed; null if it is read from the file. */
    private final byte[] @Nullable [] kept;

    /** Where the entry begins in the file. */
    private final int[] begins;

    private final boolean[] stored;
    private final int[] packed;
    private final int[] lengths;
    private final int[] checksums;

    /**
     * Keeps entries of two jars, one within the other.
     *
     * @param path the file that they were read from
     * @param hasWoven whether the block for weaving was read before
     * @throws IOException if the file is not what it was
     */
    KeptEntries(File path, JarBytes outer, JarBytes inner, boolean hasWoven) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path, "r");
        boolean done = false;
        try {
            compare(outer.bytes());
            JarBytes.Entry[] entries = entries(outer, inner);
            table = new short[Integer.highestOneBit(entries.length) * 4];
            kept = new byte[entries.length][];
            hashes = new long[entries.length];
            begins = new int[entries.length];
            stored = new boolean[entries.length];
            packed = new int[entries.length];
            lengths = new int[entries.length];
            checksums = new int[entries.length];
            for (int i = 0; i < entries.length; i++) {
                JarBytes.Entry entry = entries[i];
                hashes[i] = hash(entry.name());
                stored[i] = entry.stored();
                packed[i] = entry.packed();
                lengths[i] = entry.length();
                checksums[i] = entry.checksum();
                begins[i] = entry.begin();
                if (isKept(entry.name(), hasWoven)) {
                    kept[i] = Arrays.copyOfRange(outer.bytes(), entry.begin(), entry.begin() + entry.packed());
                }
                // Of two entries with one name the later one counts: the inner jar's.
                table[place(hashes[i])] = (short) (i + 1);
            }
            done = true;
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    /**
     * The content of an entry, or null if there is no such entry.
     *
     * @throws NoClassDefFoundError if somebody wrote into the file: a class cannot be read any more
     */
    byte @Nullable [] read(String name) {
        int at = table[place(hash(name))] - 1;
        if (at < 0) {
            return null;
        }
        try {
            byte[] own = kept[at];
            byte[] bytes = own != null ? own : fromFile(begins[at], packed[at]);
            byte[] content = JarBytes.unpack(stored[at], bytes, 0, packed[at], lengths[at]);
            if (checksum(content) == checksums[at]) {
                if (name.equals(WEAVING)) {
                    kept[at] = null;
                }
                return content;
            }
        } catch (IOException | IllegalStateException changed) {
            // Said below.
        }
        throw new NoClassDefFoundError(
                name + ": somebody wrote into " + path + " while the program ran; start the program again");
    }

    private byte[] fromFile(int begin, int length) throws IOException {
        byte[] bytes = new byte[length];
        synchronized (file) {
            file.seek(begin);
            file.readFully(bytes);
        }
        return bytes;
    }

    private void compare(byte[] bytes) throws IOException {
        if (file.length() != bytes.length) {
            throw new IOException("another file");
        }
        byte[] chunk = new byte[CHUNK];
        for (int at = 0; at < bytes.length; at += CHUNK) {
            int length = Math.min(CHUNK, bytes.length - at);
            file.readFully(chunk, 0, length);
            if (!Arrays.equals(chunk, 0, length, bytes, at, at + length)) {
                throw new IOException("another file");
            }
        }
    }

    private static JarBytes.Entry[] entries(JarBytes outer, JarBytes inner) throws IOException {
        JarBytes.Entry[] first = outer.entries();
        JarBytes.Entry[] second = inner.entries();
        if (first.length + second.length > Short.MAX_VALUE) {
            throw new IOException("more entries than numbers");
        }
        JarBytes.Entry[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Where the entry with that hash is in the table, or would be. */
    private int place(long hash) {
        int mask = table.length - 1;
        int at = (int) hash & mask;
        while (table[at] != 0 && hashes[table[at] - 1] != hash) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private static boolean isKept(String name, boolean hasWoven) {
        for (String prefix : ON_DISK) {
            if (name.startsWith(prefix)) {
                return false;
            }
        }
        return !name.equals("fusebox/boot") && !(hasWoven && name.equals(WEAVING));
    }

    private static int checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }

    /**
     * Of 64 bits: that two of the jar's names have one hash is as good as impossible, and the checksum would show it. The JDK's own
     * loops are compiled already when this is asked for 2,600 names.
     */
    private static long hash(String name) {
        return ((long) name.substring(name.length() / 2).hashCode() << 32) | (name.hashCode() & 0xffffffffL);
    }
}
