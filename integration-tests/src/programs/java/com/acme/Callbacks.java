package com.acme;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Callbacks of futures that take long, or call the same service again. */
public final class Callbacks {

    private static final Executor LATER = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    private Callbacks() {}

    static CompletableFuture<String> slow(boolean good) {
        return later(good);
    }

    static CompletableFuture<String> chain(boolean good) {
        return later(good);
    }

    static CompletableFuture<String> retry(boolean good) {
        return later(good);
    }

    static CompletableFuture<String> probe(boolean good) {
        return later(good);
    }

    private static CompletableFuture<String> later(boolean good) {
        CompletableFuture<String> future = new CompletableFuture<>();
        LATER.execute(() -> {
            if (good) {
                future.complete("done");
            } else {
                future.completeExceptionally(new IOException("down"));
            }
        });
        return future;
    }

    public static void main(String[] arguments) throws Exception {
        Counts slow = new Counts("slow");
        slow(true).thenAccept(result -> waitFor(2_000)).join();
        System.out.println("slow: " + slow.get("TotalSlowCount") + " of " + slow.get("TotalSuccessCount"));

        new Counts("chain").operate("transitionToHalfOpen");
        System.out.println("chained: "
                + chain(true)
                        .thenCompose(result -> chain(true))
                        .handle((result, thrown) -> result)
                        .join());

        boolean rejected = retry(false)
                .handle((result, thrown) -> retry(true))
                .thenCompose(again -> again)
                .handle((result, thrown) -> thrown != null)
                .join();
        System.out.println("repeated after an error: " + (rejected ? "rejected" : "admitted"));

        Counts probe = new Counts("probe");
        probe.operate("transitionToHalfOpen");
        CountDownLatch end = new CountDownLatch(1);
        probe(true).thenRun(() -> awaitEnd(end));
        waitFor(1_500);
        System.out.println("probe whose callback goes on: " + probe.get("State"));
        end.countDown();
        Console.ask("done");
        System.exit(0);
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The time is what this is about. */
    private static void waitFor(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
