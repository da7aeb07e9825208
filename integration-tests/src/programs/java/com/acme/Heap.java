package com.acme;

/** Fills the heap until not even the smallest array has room, and frees it again. */
final class Heap {
    private static final int BLOCK = 1 << 20;
    private static final int SMALLEST = 8;

    private static Object[] hog;

    private Heap() {}

    /** To be called once before {@link #fill}: in a full heap this class could not be linked. */
    static void free() {
        hog = null;
    }

    /** Adds to what it holds already, until there is no room. Throws nothing. */
    static void fill() {
        int size = BLOCK;
        Object[] head = hog;
        while (size >= SMALLEST) {
            try {
                while (true) {
                    Object[] next = new Object[size / 4];
                    next[0] = head;
                    head = next;
                    hog = next;
                }
            } catch (OutOfMemoryError noRoom) {
                size /= 2;
            }
        }
    }
}
