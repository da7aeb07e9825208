package com.acme;

import java.util.concurrent.CompletableFuture;

/** Guarded calls during which the program fills the heap to the last byte, and frees it when they have returned. */
public final class FullHeap {

    private static final String VALUE = "value";
    private static final CompletableFuture<String> DONE = CompletableFuture.completedFuture(VALUE);
    private static final int ROUNDS = 3;
    private static final int KINDS = 4;

    private FullHeap() {}

    static String plain(boolean full) {
        fill(full);
        return VALUE;
    }

    static String keyed(String key, boolean full) {
        fill(full);
        return key;
    }

    static String condition(boolean full) {
        fill(full);
        return VALUE;
    }

    static CompletableFuture<String> stage(boolean full) {
        fill(full);
        return DONE;
    }

    private static void fill(boolean full) {
        if (full) {
            Heap.fill();
        }
    }

    /** The JVM loads the class of an error when it first looks for who catches it, which takes room. */
    private static void catchBoth() {
        for (Error error : new Error[] {new OutOfMemoryError(), new AssertionError()}) {
            try {
                throw error;
            } catch (OutOfMemoryError noRoom) {
                Heap.free();
            } catch (Throwable other) {
                Heap.free();
            }
        }
    }

    private static boolean isRight(int kind, boolean full) {
        return switch (kind) {
            case 0 -> plain(full) == VALUE;
            case 1 -> keyed("key", full) == "key";
            case 2 -> condition(full) == VALUE;
            default -> stage(full) == DONE;
        };
    }

    public static void main(String[] arguments) throws Exception {
        Counts[] counts = {new Counts("plain"), null, new Counts("condition"), new Counts("stage")};
        for (int kind = 0; kind < KINDS; kind++) {
            isRight(kind, false);
        }
        catchBoth();
        counts[1] = new Counts("keyed,key=key");
        boolean[] right = new boolean[KINDS];
        for (int kind = 0; kind < KINDS; kind++) {
            right[kind] = true;
            for (int round = 0; round < ROUNDS; round++) {
                boolean same = false;
                try {
                    same = isRight(kind, true);
                } catch (Throwable thrown) {
                    same = false;
                }
                Heap.free();
                right[kind] &= same;
            }
        }
        for (int kind = 0; kind < KINDS; kind++) {
            long before = counts[kind].total();
            for (int i = 0; i < 5; i++) {
                isRight(kind, false);
            }
            System.out.println(
                    right[kind] + " " + (counts[kind].total() - before) + " " + counts[kind].number("ActiveCalls"));
        }
        Console.ask("done");
        System.exit(0);
    }
}
