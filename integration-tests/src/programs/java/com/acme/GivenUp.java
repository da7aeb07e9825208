package com.acme;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** Callers that give calls up: all of several, as soon as one is rejected; one, since it takes too long. */
public final class GivenUp {

    private static final int ROUNDS = 50;
    private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);
    private static volatile boolean up;

    private GivenUp() {}

    static CompletableFuture<String> future() {
        if (!up) {
            return CompletableFuture.failedFuture(new ConnectException("down"));
        }
        return CompletableFuture.supplyAsync(() -> "answer", LATER);
    }

    static Mono<String> mono() {
        return Mono.defer(() -> up
                ? Mono.just("answer").delayElement(Duration.ofMillis(20))
                : Mono.error(new ConnectException("down")));
    }

    static CompletableFuture<String> hangingFuture() {
        return up ? new CompletableFuture<>() : CompletableFuture.failedFuture(new ConnectException("down"));
    }

    static Mono<String> hangingMono() {
        return Mono.defer(() -> up ? Mono.never() : Mono.error(new ConnectException("down")));
    }

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < 2; i++) {
            future();
            mono().onErrorComplete().block();
            hangingFuture();
            hangingMono().onErrorComplete().block();
        }
        up = true;
        List<Thread> all = List.of(
                new Thread(() -> severalAtOnce("future", GivenUp::futures)),
                new Thread(() -> severalAtOnce("mono", GivenUp::monos)),
                new Thread(() -> oneThatHangs("hangingFuture", GivenUp::impatientFuture)),
                new Thread(() -> oneThatHangs("hangingMono", GivenUp::impatientMono)));
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
        Console.ask("done");
        System.exit(0);
    }

    interface Attempt {
        /** Whether the caller got what it wanted. */
        boolean isGood() throws Exception;
    }

    private static void severalAtOnce(String what, Attempt attempt) {
        waitFor(500);
        int good = 0;
        for (int i = 0; i < ROUNDS; i++) {
            good += isGood(attempt) ? 1 : 0;
            waitFor(20);
        }
        System.out.println(what + ": " + (good > ROUNDS - 10 ? "most were good" : good + " were good"));
    }

    private static void oneThatHangs(String what, Attempt attempt) {
        waitFor(500);
        for (int i = 0; i < ROUNDS; i++) {
            isGood(attempt);
            waitFor(20);
        }
        System.out.println(what + ": asked");
    }

    private static boolean isGood(Attempt attempt) {
        try {
            return attempt.isGood();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean futures() throws InterruptedException {
        List<CompletableFuture<String>> all =
                IntStream.range(0, 3).mapToObj(i -> future()).toList();
        try {
            for (CompletableFuture<String> one : all) {
                one.get();
            }
            return true;
        } catch (ExecutionException rejected) {
            all.forEach(one -> one.cancel(true));
            return false;
        }
    }

    private static boolean monos() {
        return Mono.zip(mono(), mono(), mono())
                .map(all -> true)
                .onErrorReturn(false)
                .block();
    }

    private static boolean impatientFuture() throws Exception {
        CompletableFuture<String> future = hangingFuture();
        try {
            future.get(100, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            future.cancel(true);
        } catch (ExecutionException rejected) {
            waitFor(100);
        }
        return false;
    }

    private static boolean impatientMono() {
        return hangingMono()
                .map(answer -> true)
                .timeout(Duration.ofMillis(100))
                .onErrorReturn(false)
                .block();
    }

    private static void waitFor(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
