package com.acme;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import kotlinx.coroutines.CompletableDeferred;
import kotlinx.coroutines.CompletableDeferredKt;
import kotlinx.coroutines.Deferred;

/** Methods that return futures which are no stages, and other things whose end nobody tells. */
public final class Futures {

    private Futures() {}

    static Future<Integer> future(FutureTask<Integer> task) {
        return task;
    }

    static FutureTask<Integer> task(FutureTask<Integer> task) {
        return task;
    }

    static Callable<String> callable() {
        return () -> "called";
    }

    static Supplier<String> supplier() {
        return () -> "supplied";
    }

    static Deferred<String> deferred() {
        return CompletableDeferredKt.CompletableDeferred("deferred");
    }

    static CompletableDeferred<String> subtype() {
        return CompletableDeferredKt.CompletableDeferred("deferred");
    }

    public static void main(String[] arguments) throws Exception {
        Counts counts = new Counts("future");
        FutureTask<Integer> open = new FutureTask<>(() -> 1);
        future(open);
        future(open);
        say("not done", counts);
        future(ended(() -> 1));
        say("done", counts);
        future(ended(() -> 17));
        say("done with a bad result", counts);
        future(ended(() -> {
            throw new IllegalStateException("failed");
        }));
        say("failed", counts);
        open.cancel(true);
        future(open);
        say("cancelled", counts);
        Thread.currentThread().interrupt();
        future(ended(() -> 1));
        System.out.println("still interrupted: " + Thread.interrupted());
        say("done, asked by an interrupted thread", counts);
        counts = new Counts("task");
        task(ended(() -> {
            throw new IllegalStateException("failed");
        }));
        say("subtype failed", counts);
        System.out.println(callable().call() + " " + supplier().get() + " "
                + deferred().isCompleted() + " " + subtype().isCompleted());
        Console.ask("done");
    }

    private static FutureTask<Integer> ended(Callable<Integer> work) {
        FutureTask<Integer> task = new FutureTask<>(work);
        task.run();
        return task;
    }

    private static void say(String what, Counts counts) {
        System.out.println(what + ": " + counts.when(0));
    }
}
