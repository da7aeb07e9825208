package io.fusebox.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A jar held in memory, so that the file may be replaced or deleted while the JVM runs. Safe for use by many threads.
 *
 * <p>Reads what the build writes: no Zip64, no encryption, names in ASCII.
 */
final class JarBytes {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int STORED = 0;

    private final byte[] bytes;
    /** Name of an entry → where its record in the central directory begins. */
    private final Map<String, Integer> records;

    private JarBytes(byte[] bytes) throws IOException {
        this.bytes = bytes;
        int end = bytes.length - END_SIZE;
        while (end >= 0 && intAt(end) != END_SIGNATURE) {
            end--;
        }
        if (end < 0) {
            throw new IOException("not a jar");
        }
        int count = shortAt(end + 10);
        this.records = new HashMap<>(count * 2);
        int record = intAt(end + 16);
        for (int i = 0; i < count; i++) {
            if (intAt(record) != CENTRAL_SIGNATURE) {
                throw new IOException("broken jar");
            }
            int nameLength = shortAt(record + 28);
            records.put(new String(bytes, record + CENTRAL_SIZE, nameLength, StandardCharsets.ISO_8859_1), record);
            record += CENTRAL_SIZE + nameLength + shortAt(record + 30) + shortAt(record + 32);
        }
    }

    static JarBytes of(File jar) throws IOException {
        try (InputStream in = new FileInputStream(jar)) {
            return new JarBytes(in.readAllBytes());
        }
    }

    /** The content of the entry, or null if there is none of that name. */
    byte @Nullable [] read(String name) {
        Integer record = records.get(name);
        return record == null ? null : content(record, name);
    }

    private byte[] content(int record, String name) {
        int method = shortAt(record + 10);
        int packed = intAt(record + 20);
        int size = intAt(record + 24);
        int local = intAt(record + 42);
        int data = local + LOCAL_SIZE + shortAt(local + 26) + shortAt(local + 28);
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
