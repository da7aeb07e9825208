package io.fusebox.agent.http;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The file with the token that allows moves.
 *
 * @param file read at each move, so that a token that was changed is the one that counts
 */
public record TokenFile(File file) {
    private static final int LONGEST_TOKEN = 4_096;

    /**
     * Whether the file has this token, compared in constant time; an empty file, or none, has no token.
     *
     * @throws IOException if the file cannot be read
     */
    public boolean has(String token) throws IOException {
        byte[] expected = read();
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        return expected.length > 0 && MessageDigest.isEqual(expected, given);
    }

    private byte[] read() throws IOException {
        if (!file.isFile()) {
            return new byte[0];
        }
        try (InputStream in = new FileInputStream(file)) {
            return new String(in.readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8)
                    .trim()
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
