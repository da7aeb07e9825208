package com.acme;

import com.acme.subject.Work;
import java.io.FileNotFoundException;
import java.util.concurrent.atomic.AtomicLongArray;

/** Many threads call guarded methods and count what they see: successes, errors, ignored, cancelled, rejected. */
public final class Load {

    private static final int THREADS = 8;

    private Load() {}

    public static void main(String[] calls) throws InterruptedException {
        AtomicLongArray steady = new AtomicLongArray(5);
        AtomicLongArray flapping = new AtomicLongArray(5);
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            int first = i;
            threads[i] = new Thread(() -> {
                for (int n = first; n < Integer.parseInt(calls[0]); n++) {
                    int number = n;
                    count(steady, () -> Work.steady(number));
                    count(flapping, () -> Work.flapping(number));
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Console.ask("counted " + steady + flapping);
    }

    private interface Call {
        void run() throws Exception;
    }

    private static void count(AtomicLongArray counts, Call call) {
        int outcome = 0;
        try {
            call.run();
        } catch (IllegalStateException e) {
            outcome = 1;
        } catch (FileNotFoundException e) {
            outcome = 2;
        } catch (InterruptedException e) {
            outcome = 3;
        } catch (Exception e) {
            if (!e.getClass().getName().equals("io.fusebox.CircuitOpenException")) {
                throw new AssertionError(e);
            }
            outcome = 4;
        }
        counts.incrementAndGet(outcome);
    }
}
