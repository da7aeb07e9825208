package com.acme.slow;

import com.acme.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Many threads load the same classes at the same moment, each with loaders of its own, and call them once. */
public final class ManyLoads {
    private static final int THREADS = 16;
    private static final int LOADS = 50;

    private ManyLoads() {}

    public static void main(String[] arguments) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            tasks.add(() -> {
                start.await();
                return load();
            });
        }
        int called = 0;
        for (Future<Integer> done : threads.invokeAll(tasks)) {
            called += done.get();
        }
        threads.shutdown();
        Console.ask("called " + called);
    }

    private static int load() throws Exception {
        int called = 0;
        for (int i = 0; i < LOADS; i++) {
            SlowLoader loader = new SlowLoader(false);
            loader.release();
            Supplier<?> late = (Supplier<?>)
                    loader.loadClass("com.acme.slow.Late").getConstructor().newInstance();
            called += late.get().equals("charged and refunded") ? 1 : 0;
        }
        return called;
    }
}
