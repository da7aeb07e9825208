package com.acme;

import com.acme.async.Deep;

/**
 * Lets the stack overflow in and around calls that outlast their methods, again and again; completes what they wait for when
 * there is room again, and calls them as usual.
 */
public final class AsyncOverflows {

    private static final int STACK = 200_000;
    private static int sink;

    private AsyncOverflows() {}

    public static void main(String[] arguments) throws InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        Thread thread = new Thread(null, () -> overflowAndCall(rounds), "overflows", STACK);
        thread.start();
        thread.join();
    }

    private static void overflowAndCall(int rounds) {
        for (Deep kind : Deep.KINDS.values()) {
            // What is loaded at the end of the stack may be lost to the program.
            callAsUsual(kind, 50);
        }
        int overflows = 0;
        for (Deep kind : Deep.KINDS.values()) {
            for (int i = 0; i < rounds; i++) {
                overflows += overflowsFrom(i, kind);
            }
            kind.complete();
        }
        Console.ask("overflowed " + overflows);
        for (Deep kind : Deep.KINDS.values()) {
            callAsUsual(kind, 1000);
        }
        Console.ask("called 1000");
    }

    private static void callAsUsual(Deep kind, int calls) {
        for (int i = 0; i < calls; i++) {
            kind.call();
            kind.complete();
        }
    }

    /** 1 if the stack overflows; begins at another depth each time, so that its end comes at every place. */
    private static int overflowsFrom(int depth, Deep kind) {
        try {
            descend(depth * 3, depth % 2 == 0, kind);
            return 0;
        } catch (StackOverflowError expected) {
            return 1;
        }
    }

    private static void descend(int steps, boolean onTheWayBack, Deep kind) {
        if (steps > 0) {
            descend(steps - 1, onTheWayBack, kind);
        } else if (onTheWayBack) {
            downWithFinally(kind);
        } else {
            down(kind);
        }
        sink++;
    }

    /** Calls at every step to the end of the stack. */
    private static void down(Deep kind) {
        kind.call();
        down(kind);
        sink++;
    }

    /** Calls where the stack has just overflowed. */
    private static void downWithFinally(Deep kind) {
        try {
            downWithFinally(kind);
        } finally {
            kind.call();
        }
    }
}
