package com.acme;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ListeningExecutorService;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Calls through interfaces of interfaces, of classes of the JDK, and with interrupts. */
public final class OddEnds {

    private static final CountDownLatch STARTED = new CountDownLatch(1);
    private static final CountDownLatch INTERRUPTED = new CountDownLatch(1);

    private OddEnds() {}

    interface Line {
        String send(String text);
    }

    interface FastLine extends Line {}

    static final class Fibre implements FastLine {
        @Override
        public String send(String text) {
            throw new IllegalStateException("cut");
        }
    }

    static ListenableFuture<String> work(ListeningExecutorService pool) {
        return pool.submit(() -> {
            STARTED.countDown();
            try {
                Thread.sleep(600_000);
            } catch (InterruptedException e) {
                INTERRUPTED.countDown();
            }
            return "done";
        });
    }

    static ListenableFuture<String> passed(ListenableFuture<String> future) {
        return future;
    }

    public static void main(String[] arguments) throws Exception {
        Line line = new Fibre();
        for (int i = 0; i < 3; i++) {
            Console.tell("send", () -> line.send("text"));
        }
        for (int i = 0; i < 2; i++) {
            Console.tell("start", () -> new ProcessBuilder("/nowhere/absent").start());
        }
        ListeningExecutorService pool = MoreExecutors.listeningDecorator(Executors.newSingleThreadExecutor());
        ListenableFuture<String> working = work(pool);
        STARTED.await();
        System.out.println("cancelled: " + working.cancel(true));
        INTERRUPTED.await();
        pool.shutdown();

        SettableFuture<String> source = SettableFuture.create();
        System.out.println("the very future: " + (passed(source) == source));
        Thread.currentThread().interrupt();
        source.set("value");
        System.out.println("still interrupted: " + Thread.interrupted());
        Console.ask("done");
    }
}
