package com.acme;

import com.acme.async.Answer;
import com.acme.async.Call;
import com.acme.async.Coroutines;
import com.acme.async.Reactive;
import com.acme.async.Rx;
import com.acme.async.Stages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Makes calls of every kind that outlasts its method, and tells what their breaker counts at each step. */
public final class EveryAsync {

    private static final int RACES = 10_000;

    private EveryAsync() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Supplier<Call>> kinds = new LinkedHashMap<>();
        kinds.put("future", Stages::ofFuture);
        kinds.put("stage", Stages::ofStage);
        kinds.put("own", Stages::ofOwn);
        kinds.put("plain", Stages::ofPlain);
        kinds.put("guava", Stages::ofGuava);
        kinds.put("publisher", Reactive::ofPublisher);
        kinds.put("mono", Reactive::ofMono);
        kinds.put("flux", Reactive::ofFlux);
        kinds.put("flowable", Reactive::ofFlowable);
        kinds.put("flow", Reactive::ofFlow);
        kinds.put("single", Rx::ofSingle);
        kinds.put("maybe", Rx::ofMaybe);
        kinds.put("completable", Rx::ofCompletable);
        kinds.put("observable", Rx::ofObservable);
        kinds.put("waiting", Coroutines::ofWaiting);
        kinds.put("stepping", Coroutines::ofStepping);
        for (Map.Entry<String, Supplier<Call>> kind : kinds.entrySet()) {
            run(kind.getKey(), kind.getValue());
        }
        Console.ask("done");
        System.exit(0);
    }

    private static void run(String kind, Supplier<Call> calls) throws Exception {
        Counts counts = new Counts(kind);
        Call call = calls.get();
        say(kind, "under way", counts.when(1), call);
        call.succeed(new Answer(200));
        say(kind, "succeeded", counts.when(0), call);

        call = calls.get();
        call.fail(new IllegalStateException());
        say(kind, "failed", counts.when(0), call);

        call = calls.get();
        call.cancel();
        counts.when(0);
        System.out.println(kind + ": cancelled: " + counts.when(0) + ": source cancelled: " + call.sourceCancelled());

        call = calls.get();
        call.succeed(new Answer(500));
        say(kind, "bad result", counts.when(0), call);

        call = calls.get();
        call.fail(new IllegalStateException());
        counts.when(0);
        call = calls.get();
        say(kind, "rejected", counts.when(0), call);

        counts.operate("transitionToHalfOpen");
        Call probe = calls.get();
        say(kind, "probe", counts.when(1), probe);
        call = calls.get();
        say(kind, "beside the probe", counts.when(1), call);
        probe.cancel();
        counts.when(0);
        probe = calls.get();
        probe.succeed(new Answer(200));
        say(kind, "probe after a cancelled one", counts.when(0), probe);
        calls.get().succeed(new Answer(200));
        say(kind, "recovered", counts.when(0), probe);

        long before = counts.total();
        race(calls);
        String after = counts.when(0);
        System.out.println(kind + ": raced: " + (counts.total() - before) + " ended, " + counts.number("ActiveCalls")
                + " active, " + (after.endsWith("CLOSED") ? "closed" : after));
    }

    private static void race(Supplier<Call> calls) throws InterruptedException {
        List<Call> all = new ArrayList<>();
        for (int i = 0; i < RACES; i++) {
            all.add(calls.get());
        }
        AtomicInteger completed = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        Thread completing = new Thread(
                () -> sideBySide(completed, cancelled, i -> all.get(i).succeed(new Answer(200))));
        Thread cancelling = new Thread(
                () -> sideBySide(cancelled, completed, i -> all.get(i).cancel()));
        completing.start();
        cancelling.start();
        completing.join();
        cancelling.join();
    }

    /** Does every step, and none long before the other thread comes to it. */
    private static void sideBySide(AtomicInteger own, AtomicInteger other, IntConsumer step) {
        for (int i = 0; i < RACES; i++) {
            own.set(i);
            while (other.get() < i - 1) {
                Thread.yield();
            }
            step.accept(i);
        }
        own.set(RACES);
    }

    private static void say(String kind, String step, String counts, Call call) {
        String outcome = call.outcome();
        for (int i = 0;
                i < 10_000 && outcome.equals("nothing") && !step.contains("under way") && !step.equals("probe");
                i++) {
            LockSupport.parkNanos(1_000_000);
            outcome = call.outcome();
        }
        System.out.println(kind + ": " + step + ": " + counts + ": " + outcome);
    }
}
