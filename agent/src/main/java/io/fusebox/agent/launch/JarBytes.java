package io.fusebox.agent.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A jar in memory. Reads what the build writes: no Zip64, no encryption. Immutable.
 *
 * <p>A search in the order of the names costs half a millisecond of start-up, a hash map of the names costs seven.
 */
final class JarBytes {
    /** What stands before the name of an entry. */
    private static final int LOCAL_SIZE = 30;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final int STORED = 0;

    private final byte[] bytes;
    /** Where in the bytes the jar begins. */
    private final int begin;
    /** Where the records of its central directory begin. */
    private final int[] records;

    /**
     * @param bytes among them the jar
     * @param begin where in the bytes it begins
     * @param length how many they are
     * @throws IOException if that is no jar
     */
    JarBytes(byte[] bytes, int begin, int length) throws IOException {
        this.bytes = bytes;
        this.begin = begin;
        int end = begin + length - END_SIZE;
        while (end >= begin && intAt(bytes, end) != END_SIGNATURE) {
            end--;
        }
        if (end < begin) {
            throw new IOException("not a jar");
        }
        this.records = new int[shortAt(bytes, end + 10)];
        int record = begin + intAt(bytes, end + 16);
        for (int i = 0; i < records.length; i++) {
            if (intAt(bytes, record) != CENTRAL_SIGNATURE) {
                throw new IOException("broken jar");
            }
            records[i] = record;
            record += CENTRAL_SIZE
                    + shortAt(bytes, record + 28)
                    + shortAt(bytes, record + 30)
                    + shortAt(bytes, record + 32);
        }
    }

    /** The content of an entry of a jar whose entries are sorted by name; null if it has no such entry. */
    byte @Nullable [] read(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        int low = 0;
        int high = records.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = order(records[middle], wanted);
            if (order == 0) {
                return content(records[middle]);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** The record of an entry of an unsorted jar; -1 if it has no such entry. */
    int recordOf(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        for (int record : records) {
            if (order(record, wanted) == 0) {
                return record;
            }
        }
        return -1;
    }

    /** The jar that is an entry, not packed. */
    JarBytes inner(int record) {
        try {
            return new JarBytes(bytes, dataOf(record), intAt(bytes, record + 24));
        } catch (IOException e) {
            throw new IllegalStateException("the agent's jar is broken", e);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    /** An entry, and where its content begins in {@link #bytes}: as it is if it is stored, else packed. */
    record Entry(String name, boolean stored, int begin, int packed, int length, int checksum) {}

    /** All entries but empty ones, which are folders. */
    Entry[] entries() {
        Entry[] entries = new Entry[records.length];
        int count = 0;
        for (int record : records) {
            int length = intAt(bytes, record + 24);
            if (length > 0) {
                int name = record + CENTRAL_SIZE;
                entries[count++] = new Entry(
                        new String(bytes, name, shortAt(bytes, record + 28), StandardCharsets.ISO_8859_1),
                        isStored(record),
                        dataOf(record),
                        intAt(bytes, record + 20),
                        length,
                        intAt(bytes, record + 16));
            }
        }
        return Arrays.copyOf(entries, count);
    }

    private int dataOf(int record) {
        int local = begin + intAt(bytes, record + 42);
        return local + LOCAL_SIZE + shortAt(bytes, local + 26) + shortAt(bytes, local + 28);
    }

    private int order(int record, byte[] wanted) {
        int name = record + CENTRAL_SIZE;
        return Arrays.compareUnsigned(bytes, name, name + shortAt(bytes, record + 28), wanted, 0, wanted.length);
    }

    /** The content of an entry. */
    byte[] content(int record) {
        return unpack(isStored(record), bytes, dataOf(record), intAt(bytes, record + 20), intAt(bytes, record + 24));
    }

    private boolean isStored(int record) {
        return shortAt(bytes, record + 10) == STORED;
    }

    /** The content of an entry that is stored as it is, or packed. */
    static byte[] unpack(boolean stored, byte[] bytes, int begin, int packed, int length) {
        byte[] content = new byte[length];
        if (stored) {
            System.arraycopy(bytes, begin, content, 0, length);
            return content;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, begin, packed);
            if (inflater.inflate(content) != content.length) {
                throw new IllegalStateException("the agent's jar is broken");
            }
            return content;
        } catch (DataFormatException e) {
            throw new IllegalStateException("the agent's jar is broken", e);
        } finally {
            inflater.end();
        }
    }

    private static int shortAt(byte[] bytes, int index) {
        return (bytes[index] & 0xff) | ((bytes[index + 1] & 0xff) << 8);
    }

    private static int intAt(byte[] bytes, int index) {
        return shortAt(bytes, index) | (shortAt(bytes, index + 2) << 16);
    }
}
