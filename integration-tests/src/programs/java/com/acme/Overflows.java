package com.acme;

import com.acme.subject.Depths;
import java.util.function.IntConsumer;

/** Lets the stack overflow in and around guarded methods, again and again, then calls them as usual. */
public final class Overflows {

    private static final Depths DEPTHS = new Depths();
    private static final IllegalStateException REFUSAL = new IllegalStateException("refused");
    private static final int STACK = 400_000;
    private static int sink;

    private Overflows() {}

    public static void main(String[] arguments) throws InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        Thread thread = new Thread(null, () -> overflowAndCall(rounds), "overflows", STACK);
        thread.start();
        thread.join();
    }

    private static void overflowAndCall(int rounds) {
        int overflows = 0;
        for (int i = 0; i < rounds; i++) {
            overflows += overflowsFrom(i, n -> DEPTHS.endless(0));
            overflows += overflowsFrom(i, n -> DEPTHS.endlessWithManyLocals(1, 2, "c", 4));
            overflows += overflowsFrom(i, n -> sink += down(DEPTHS, 0));
            overflows += overflowsFrom(i, n -> downWithFinally(DEPTHS, 0));
            overflows += overflowsFrom(i, n -> downWithExceptions(DEPTHS, 0));
        }
        Console.ask("overflowed " + overflows);
        for (int i = 0; i < 1000; i++) {
            DEPTHS.leaf(i);
        }
        Console.ask("called 1000");
    }

    /** Calls what is guarded at every step to the end of the stack. */
    private static int down(Depths depths, int n) {
        int sum = depths.leaf(n);
        sum += down(depths, n + 1);
        return sum + depths.leaf(n);
    }

    /** Calls what is guarded where the stack has just overflowed. */
    private static void downWithFinally(Depths depths, int n) {
        try {
            downWithFinally(depths, n + 1);
        } finally {
            depths.leaf(n);
        }
    }

    /** The same, with an exception at every step. */
    private static void downWithExceptions(Depths depths, int n) {
        try {
            sink += depths.refusing(REFUSAL);
        } catch (IllegalStateException expected) {
            sink++;
        }
        downWithExceptions(depths, n + 1);
        sink++;
    }

    /** 1 if the stack overflows; begins at another depth each time, so that its end comes at every place. */
    private static int overflowsFrom(int depth, IntConsumer body) {
        try {
            descend(depth % 37, body);
            return 0;
        } catch (StackOverflowError expected) {
            return 1;
        }
    }

    private static void descend(int steps, IntConsumer body) {
        if (steps == 0) {
            body.accept(0);
        } else {
            descend(steps - 1, body);
        }
        sink++;
    }
}
