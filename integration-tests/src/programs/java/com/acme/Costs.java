package com.acme;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;

/** Calls guarded methods that do nothing, and says how many bytes the calls allocated. */
public final class Costs {
    private static final int CALLS = 50_000;
    private static final int ROUNDS = 5;

    private static int answer = 42;
    private static int sum;

    private Costs() {}

    static int bare() {
        return answer;
    }

    static int closed() {
        return answer;
    }

    static int rated() {
        return answer;
    }

    static int timed() {
        return answer;
    }

    public static void main(String[] arguments) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        measure(threads, "bare", Costs::bare);
        measure(threads, "closed", Costs::closed);
        measure(threads, "rated", Costs::rated);
        measure(threads, "timed", Costs::timed);
    }

    private static void measure(ThreadMXBean threads, String name, IntSupplier method) {
        // The first calls claim what belongs to this thread.
        call(method);
        allocated(threads);
        // The JVM may make something for itself now and then, as when it gives up compiled code. What calls make, all
        // make.
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS && least > 0; i++) {
            long before = allocated(threads);
            call(method);
            least = Math.min(least, allocated(threads) - before);
        }
        System.out.println(name + ": " + least + " bytes in " + CALLS + " calls, sum " + sum);
    }

    private static long allocated(ThreadMXBean threads) {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static void call(IntSupplier method) {
        for (int i = 0; i < CALLS; i++) {
            sum += method.getAsInt();
        }
    }
}
