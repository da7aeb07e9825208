package io.fusebox.benchmarks.shop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Two threads that order, each with a pause after every order or without one. */
final class Callers implements AutoCloseable {
    private static final int COUNT = 2;

    interface Work {
        void run() throws Exception;
    }

    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    private final List<List<long[]>> logs = new ArrayList<>();

    Callers(RunningShop running, int pauseMillis) {
        for (int i = 0; i < COUNT; i++) {
            List<long[]> log = Collections.synchronizedList(new ArrayList<>());
            logs.add(log);
            Thread thread = new Thread(() -> {
                while (!ended.get()) {
                    try {
                        long begin = System.nanoTime();
                        running.order();
                        log.add(new long[] {begin, System.nanoTime()});
                        TimeUnit.MILLISECONDS.sleep(pauseMillis);
                    } catch (Exception failed) {
                        if (!ended.get()) {
                            failed.printStackTrace();
                        }
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
    }

    /** Seconds that the work took, the longest call that touched it in ms, and calls a second. */
    double[] during(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        long end = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(500);
        double longest = 0;
        int count = 0;
        for (List<long[]> log : logs) {
            synchronized (log) {
                for (long[] call : log) {
                    if (call[1] >= begin && call[0] <= end) {
                        longest = Math.max(longest, (call[1] - call[0]) / 1e6);
                        count++;
                    }
                }
            }
        }
        double seconds = (end - begin) / 1e9;
        return new double[] {seconds, longest, count / seconds};
    }

    @Override
    public void close() throws Exception {
        ended.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
