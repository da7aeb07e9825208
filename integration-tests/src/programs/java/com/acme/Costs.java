package com.acme;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;

/** Calls guarded methods that do nothing, and says how many bytes the calls allocated. */
public final class Costs {
    private static final int CALLS = 50_000;

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
        // The first calls claim what belongs to this thread; what the JVM makes for itself comes then, too.
        call(method);
        allocated(threads);
        long before = allocated(threads);
        call(method);
        System.out.println(name + ": " + (allocated(threads) - before) + " bytes in " + CALLS + " calls, sum " + sum);
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
