package io.fusebox.agent.call;

/**
 * What stands for a key that is too long to be shown and kept: its beginning and a hash of all of it, so that two long keys
 * stay different.
 */
final class LongKey {
    /** Characters that a key has at most. */
    static final int LONGEST = 256;

    private static final int HASH_DIGITS = 16;

    private LongKey() {}

    /** At most {@value #LONGEST} characters: the beginning of the key, {@code ~}, and 16 hexadecimal digits. */
    static String shortened(String key) {
        int end = LONGEST - HASH_DIGITS - 1;
        if (Character.isHighSurrogate(key.charAt(end - 1))) {
            end--;
        }
        String hash = Long.toHexString(hash(key));
        StringBuilder text = new StringBuilder(LONGEST).append(key, 0, end).append('~');
        for (int i = hash.length(); i < HASH_DIGITS; i++) {
            text.append('0');
        }
        return text.append(hash).toString();
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
