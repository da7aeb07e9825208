package io.fusebox.agent.classfile;

/**
 * Names of classes, each with a small number, in some twenty bytes a name: of the name it keeps a hash of 64 bits. Two names of
 * one hash would be taken for one. Among 100,000 names the chance of such a pair is one in three billion.
 *
 * <p>Safe for use by any thread. Its lock is held for a search, while no other code runs.
 */
public final class NameTable {
    /** What {@link #get} returns for a name that is not in the table. */
    public static final int ABSENT = -1;

    private static final int FIRST_CAPACITY = 64;

    /** FNV-1a, on characters. */
    private static final long SEED = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    /** 0: free. */
    private long[] hashes = new long[FIRST_CAPACITY];

    private short[] numbers = new short[FIRST_CAPACITY];
    private int size;

    /** The hash of a name; never 0. */
    public static long hash(String name) {
        long hash = SEED;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * PRIME;
        }
        return spread(hash);
    }

    /** The same of a name in ASCII. */
    static long hash(byte[] bytes, int from, int length) {
        long hash = SEED;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ bytes[i]) * PRIME;
        }
        return spread(hash);
    }

    /** The low bits choose the place, so the high ones must reach them. */
    private static long spread(long sum) {
        long hash = sum ^ (sum >>> 32);
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }

    /** The number of the name with that hash, or {@link #ABSENT}. */
    public synchronized int get(long hash) {
        int at = place(hash);
        return hashes[at] == 0 ? ABSENT : numbers[at];
    }

    /**
     * Gives the name with that hash a number.
     *
     * @param number 0 to {@code Short.MAX_VALUE}
     * @return its number before, or {@link #ABSENT}
     */
    public synchronized int put(long hash, int number) {
        int at = place(hash);
        if (hashes[at] != 0) {
            int before = numbers[at];
            numbers[at] = (short) number;
            return before;
        }
        hashes[at] = hash;
        numbers[at] = (short) number;
        size++;
        if (size * 5 > hashes.length * 4) {
            grow();
        }
        return ABSENT;
    }

    private void grow() {
        long[] oldHashes = hashes;
        short[] oldNumbers = numbers;
        hashes = new long[oldHashes.length * 2];
        numbers = new short[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int at = place(oldHashes[i]);
                hashes[at] = oldHashes[i];
                numbers[at] = oldNumbers[i];
            }
        }
    }

    /** Where the hash is, or would be. */
    private int place(long hash) {
        int mask = hashes.length - 1;
        int at = (int) hash & mask;
        while (hashes[at] != 0 && hashes[at] != hash) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
