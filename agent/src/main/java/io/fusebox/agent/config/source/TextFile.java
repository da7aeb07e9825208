package io.fusebox.agent.config.source;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a whole file as UTF-8. Uses java.io.File only: java.nio.file costs time in premain. */
public final class TextFile {
    /** No configuration is larger; a device or a heap dump named by mistake is not read to its end. */
    private static final int MAX_BYTES = 4 << 20;

    /** The character that replaces bytes that are not UTF-8. */
    public static final char MALFORMED = '\ufffd';

    private TextFile() {}

    /**
     * The text of a file, a byte order mark left out, each malformed sequence replaced by {@link #MALFORMED}.
     *
     * @throws IOException if it cannot be read; the message says why, without naming the file
     */
    public static String read(File file) throws IOException {
        if (file.isDirectory()) {
            throw new IOException("it is a directory");
        }
        if (!file.exists()) {
            throw new IOException(
                    "there is no such file" + (file.isAbsolute() ? "" : " in " + new File("").getAbsolutePath()));
        }
        if (!file.isFile()) {
            // To open a pipe without a writer would block.
            throw new IOException("it is no regular file but a pipe, a socket or a device");
        }
        if (!file.canRead()) {
            throw new IOException("permission denied");
        }
        byte[] bytes;
        try (InputStream in = new FileInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("it is larger than 4 MB");
        }
        if (bytes.length >= 2 && ((bytes[0] == -1 && bytes[1] == -2) || (bytes[0] == -2 && bytes[1] == -1))) {
            throw new IOException("it is encoded in UTF-16");
        }
        if (hasNul(bytes)) {
            throw new IOException("it is not a text");
        }
        boolean mark =
                bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        int start = mark ? 3 : 0;
        return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    }

    /** No text has one; a jar or a class file named by mistake would be a problem a line. */
    private static boolean hasNul(byte[] bytes) {
        for (byte one : bytes) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }
}
