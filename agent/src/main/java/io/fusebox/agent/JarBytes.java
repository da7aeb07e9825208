package io.fusebox.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The jar within the agent's jar, held in memory, so that the file may be replaced or deleted while the JVM runs. Safe for
 * use by many threads.
 *
 * <p>It is a jar within the jar because the JVM reads the directory of every agent's jar, entry by entry: 3,000 entries
 * took ten milliseconds of every start.
 *
 * <p>Reads what the build writes: no Zip64, no encryption; the inner jar not packed once more, its entries in the order of
 * their names. A search in that order costs half a millisecond of start-up, a hash map of the names costs seven.
 */
final class JarBytes {

    /** The entry that is a jar. */
    private static final String INNER = "fusebox/agent.jar";

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int STORED = 0;
    /** A read of everything at once takes twice the time: it goes through a buffer of that size. */
    private static final int CHUNK = 1 << 16;

    private final byte[] bytes;
    /** Where the jar begins. */
    private final int begin;
    /** Where the records of its central directory begin. */
    private final int[] records;

    private JarBytes(byte[] bytes, int begin, int length) throws IOException {
        this.bytes = bytes;
        this.begin = begin;
        int end = begin + length - END_SIZE;
        while (end >= begin && intAt(end) != END_SIGNATURE) {
            end--;
        }
        if (end < begin) {
            throw new IOException("not a jar");
        }
        this.records = new int[shortAt(end + 10)];
        int record = begin + intAt(end + 16);
        for (int i = 0; i < records.length; i++) {
            if (intAt(record) != CENTRAL_SIGNATURE) {
                throw new IOException("broken jar");
            }
            records[i] = record;
            record += CENTRAL_SIZE + shortAt(record + 28) + shortAt(record + 30) + shortAt(record + 32);
        }
    }

    static JarBytes of(File jar) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(jar.length())];
        try (InputStream in = new FileInputStream(jar)) {
            int length = 0;
            while (length < bytes.length) {
                int read = in.read(bytes, length, Math.min(CHUNK, bytes.length - length));
                if (read < 0) {
                    throw new IOException("broken jar");
                }
                length += read;
            }
        }
        return new JarBytes(bytes, 0, bytes.length).inner();
    }

    private JarBytes inner() throws IOException {
        byte[] wanted = INNER.getBytes(StandardCharsets.ISO_8859_1);
        for (int record : records) {
            if (order(record, wanted) == 0) {
                return new JarBytes(bytes, dataOf(record), intAt(record + 24));
            }
        }
        throw new IOException("the agent's jar has no " + INNER);
    }

    private int order(int record, byte[] wanted) {
        int name = record + CENTRAL_SIZE;
        return Arrays.compareUnsigned(bytes, name, name + shortAt(record + 28), wanted, 0, wanted.length);
    }

    private int dataOf(int record) {
        int local = begin + intAt(record + 42);
        return local + LOCAL_SIZE + shortAt(local + 26) + shortAt(local + 28);
    }

    /** The content of the entry, or null if there is none of that name. */
    byte @Nullable [] read(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        int low = 0;
        int high = records.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = order(records[middle], wanted);
            if (order == 0) {
                return content(records[middle], name);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    private byte[] content(int record, String name) {
        int method = shortAt(record + 10);
        int packed = intAt(record + 20);
        int size = intAt(record + 24);
        int data = dataOf(record);
        byte[] content = new byte[size];
        if (method == STORED) {
            System.arraycopy(bytes, data, content, 0, size);
            return content;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, data, packed);
            if (inflater.inflate(content) != size) {
                throw new IllegalStateException("broken entry " + name);
            }
            return content;
        } catch (DataFormatException e) {
            throw new IllegalStateException("broken entry " + name, e);
        } finally {
            inflater.end();
        }
    }

    private int shortAt(int index) {
        return (bytes[index] & 0xff) | ((bytes[index + 1] & 0xff) << 8);
    }

    private int intAt(int index) {
        return shortAt(index) | (shortAt(index + 2) << 16);
    }
}
