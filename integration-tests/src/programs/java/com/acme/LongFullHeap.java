package com.acme;

import java.util.concurrent.locks.LockSupport;

/** A guarded program in whose heap there is no room for seconds, again and again, while its breakers open and close. */
public final class LongFullHeap {

    private static final IllegalStateException FAILURE = new IllegalStateException("made before");

    private LongFullHeap() {}

    /** Guarded, with a breaker per host. */
    static void call(String host, boolean bad, boolean full) {
        if (full) {
            Heap.fill();
        }
        if (bad) {
            throw FAILURE;
        }
    }

    private static String outcome(String host, boolean bad, boolean full) {
        try {
            call(host, bad, full);
            return "success";
        } catch (IllegalStateException failed) {
            return failed == FAILURE ? "error" : "rejected";
        } catch (OutOfMemoryError noRoom) {
            return "no room";
        } catch (RuntimeException rejected) {
            return "rejected";
        }
    }

    /** Keeps the heap full, whatever the collector finds, for the given time; calls go on in it. */
    private static void outage(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() - end < 0) {
            Heap.fill();
            outcome("api", true, false);
            outcome("api", false, false);
            LockSupport.parkNanos(1_000_000);
        }
        Heap.free();
    }

    private static int successes(int calls) {
        int successes = 0;
        for (int i = 0; i < calls; i++) {
            successes += outcome("api", false, false).equals("success") ? 1 : 0;
            LockSupport.parkNanos(10_000_000);
        }
        return successes;
    }

    private static boolean threadIsThere() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("fusebox")) {
                return true;
            }
        }
        return false;
    }

    public static void main(String[] arguments) throws Exception {
        outcome("api", false, false);
        Counts counts = new Counts("http,key=api");
        Heap.fill();
        Heap.free();
        for (int i = 0; i < 20; i++) {
            outcome("api", true, false);
            successes(1);
        }
        counts.operate("reset");

        String first = outcome("api", true, true);
        Heap.free();
        System.out.println("closed: " + first + ", " + counts.number("ActiveCalls") + " active");

        counts.operate("reset");
        for (int i = 0; i < 3; i++) {
            outcome("api", true, false);
        }
        LockSupport.parkNanos(50_000_000);
        String probe = outcome("api", true, true);
        Heap.free();
        System.out.println("probe: " + probe + ", " + counts.number("ActiveCalls") + " active");
        System.out.println("afterwards: " + (successes(100) > 0) + ", " + counts.get("State"));

        outage(2_000);
        System.out.println("outage: " + (successes(100) > 0) + ", " + counts.get("State") + ", "
                + counts.number("ActiveCalls") + " active, thread " + threadIsThere());

        String line = "ready";
        while (true) {
            String host = Console.ask(line);
            if (host.equals("end")) {
                System.exit(0);
            }
            line = host + ": " + outcome(host, true, false);
        }
    }
}
