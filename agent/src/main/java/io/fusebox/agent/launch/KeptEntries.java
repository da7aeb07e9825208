package io.fusebox.agent.launch;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;
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

    /** By the hash of the entries' names, in its order; the other arrays are in the same order. */
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
            Collection<JarBytes.Entry> entries = entries(outer, inner);
            kept = new byte[entries.size()][];
            hashes = new long[entries.size()];
            begins = new int[entries.size()];
            stored = new boolean[entries.size()];
            packed = new int[entries.size()];
            lengths = new int[entries.size()];
            checksums = new int[entries.size()];
            int i = 0;
            for (JarBytes.Entry entry : entries) {
                hashes[i] = hash(entry.name());
                stored[i] = entry.stored();
                packed[i] = entry.packed();
                lengths[i] = entry.length();
                checksums[i] = entry.checksum();
                begins[i] = entry.begin();
                if (isKept(entry.name(), hasWoven)) {
                    kept[i] = Arrays.copyOfRange(outer.bytes(), entry.begin(), entry.begin() + entry.packed());
                }
                i++;
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
        int at = Arrays.binarySearch(hashes, hash(name));
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

    private static Collection<JarBytes.Entry> entries(JarBytes outer, JarBytes inner) {
        TreeMap<Long, JarBytes.Entry> byHash = new TreeMap<>();
        for (JarBytes.Entry entry : outer.entries()) {
            byHash.put(hash(entry.name()), entry);
        }
        for (JarBytes.Entry entry : inner.entries()) {
            byHash.put(hash(entry.name()), entry);
        }
        return byHash.values();
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

    /** Of 64 bits: that two of the jar's names have one hash is as good as impossible, and the checksum would show it. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
