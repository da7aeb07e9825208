package io.fusebox.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A jar in memory, or the end of one. Reads what the build writes: no Zip64, no encryption. Immutable.
 *
 * <p>A search in the order of the names costs half a millisecond of start-up, a hash map of the names costs seven.
 */
final class JarBytes {
    /** What stands before the name of an entry. */
    static final int LOCAL_SIZE = 30;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final int STORED = 0;

    private final byte[] bytes;
    /** Where in the bytes the jar begins; less than 0 if its beginning is not among them. */
    private final int begin;
    /** Where the records of its central directory begin. */
    private final int[] records;

    /**
     * @param bytes among them the end of the jar, its directory at least
     * @param begin where in the bytes the jar begins, less than 0 if its beginning is not among them
     * @param length of the jar
     * @throws IOException if that is no jar, or less than its directory
     */
    JarBytes(byte[] bytes, int begin, int length) throws IOException {
        this.bytes = bytes;
        this.begin = begin;
        int end = begin + length - END_SIZE;
        while (end >= 0 && intAt(bytes, end) != END_SIGNATURE) {
            end--;
        }
        if (end < 0) {
            throw new IOException("not a jar");
        }
        this.records = new int[shortAt(bytes, end + 10)];
        int record = begin + intAt(bytes, end + 16);
        for (int i = 0; i < records.length; i++) {
            if (record < 0 || intAt(bytes, record) != CENTRAL_SIGNATURE) {
                throw new IOException("broken jar");
            }
            records[i] = record;
            record += CENTRAL_SIZE
                    + shortAt(bytes, record + 28)
                    + shortAt(bytes, record + 30)
                    + shortAt(bytes, record + 32);
        }
    }

    /** The content of an entry of a jar in the order of the names, all in memory; null if there is none of that name. */
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

    /** The record of an entry of a jar in no order, -1 if there is none of that name. */
    int recordOf(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        for (int record : records) {
            if (order(record, wanted) == 0) {
                return record;
            }
        }
        return -1;
    }

    /** The content of an entry, all in memory. */
    byte[] content(int record) {
        return unpacked(record, bytes, dataOf(record));
    }

    /** The jar that is an entry, not packed, all in memory. */
    JarBytes inner(int record) throws IOException {
        return new JarBytes(bytes, dataOf(record), intAt(bytes, record + 24));
    }

    private int dataOf(int record) {
        int local = begin + localOf(record);
        return local + localSize(bytes, local);
    }

    private int order(int record, byte[] wanted) {
        int name = record + CENTRAL_SIZE;
        return Arrays.compareUnsigned(bytes, name, name + shortAt(bytes, record + 28), wanted, 0, wanted.length);
    }

    /** Where in the jar the entry begins. */
    int localOf(int record) {
        return intAt(bytes, record + 42);
    }

    /** How many bytes the content takes in the jar. */
    int packedSize(int record) {
        return intAt(bytes, record + 20);
    }

    /** How many bytes of an entry, which begins there, stand before its content. */
    static int localSize(byte[] bytes, int local) {
        return LOCAL_SIZE + shortAt(bytes, local + 26) + shortAt(bytes, local + 28);
    }

    /** The content of an entry, which is packed in those bytes from there on. */
    byte[] unpacked(int record, byte[] packed, int data) {
        byte[] content = new byte[intAt(bytes, record + 24)];
        if (shortAt(bytes, record + 10) == STORED) {
            System.arraycopy(packed, data, content, 0, content.length);
            return content;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, data, packedSize(record));
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
