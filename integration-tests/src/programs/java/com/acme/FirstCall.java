package com.acme;

import java.util.concurrent.CompletableFuture;

/** The very first guarded call of the program ends where there is no room in the heap, or on the stack. */
public final class FirstCall {

    private static final IllegalStateException FAILURE = new IllegalStateException("made before");
    private static final CompletableFuture<String> FAILED = CompletableFuture.failedFuture(FAILURE);
    private static final String BAD = new String("bad");
    private static final int CALLS = 100;
    private static int deepest;

    private FirstCall() {}

    static String plain(String key, boolean full) {
        fill(full);
        throw FAILURE;
    }

    static CompletableFuture<String> stage(String key, boolean full) {
        fill(full);
        return FAILED;
    }

    static String condition(String key, boolean full) {
        fill(full);
        return BAD;
    }

    private static Object call(String kind, boolean full) {
        return switch (kind) {
            case "plain" -> plain("k", full);
            case "stage" -> stage("k", full);
            default -> condition("k", full);
        };
    }

    private static void fill(boolean full) {
        if (full) {
            Heap.fill();
        }
    }

    private static boolean isOwn(Object result, Throwable thrown) {
        return result == FAILED || result == BAD || thrown == FAILURE;
    }

    private static boolean inFullHeap(String kind) {
        fill(true);
        Heap.free();
        Object result = null;
        Throwable thrown = null;
        try {
            result = call(kind, true);
        } catch (Throwable t) {
            thrown = t;
        }
        Heap.free();
        return isOwn(result, thrown);
    }

    private static void descend(int depth) {
        if (depth == 0) {
            plain("k", false);
        } else {
            descend(depth - 1);
        }
    }

    /** Calls at every depth near the end of the stack. */
    private static void atTheEndOfTheStack() throws InterruptedException {
        Thread deep = new Thread(
                null,
                () -> {
                    for (int depth = 20_000; depth > 500; depth -= 3) {
                        try {
                            descend(depth);
                        } catch (IllegalStateException | StackOverflowError ended) {
                            deepest = Math.max(deepest, depth);
                        }
                    }
                },
                "deep",
                400_000);
        deep.start();
        deep.join();
    }

    public static void main(String[] arguments) throws Exception {
        String kind = arguments[0];
        boolean own = true;
        if (kind.equals("stack")) {
            kind = "plain";
            atTheEndOfTheStack();
        } else {
            own = inFullHeap(kind);
        }
        int letThrough = 0;
        for (int i = 0; i < CALLS; i++) {
            Object result = null;
            Throwable thrown = null;
            try {
                result = call(kind, false);
            } catch (RuntimeException t) {
                thrown = t;
            }
            letThrough += isOwn(result, thrown) ? 1 : 0;
        }
        System.out.println(own + " " + (letThrough <= 5));
        System.exit(0);
    }
}
