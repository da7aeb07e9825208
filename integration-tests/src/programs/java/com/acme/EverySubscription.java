package com.acme;

import com.acme.async.Subscriptions;
import java.util.function.Supplier;

/** Subscribes to publishers in every way, and tells what their breaker counts. */
public final class EverySubscription {

    private EverySubscription() {}

    public static void main(String[] arguments) throws Exception {
        Counts counts = new Counts("mono");
        Subscriptions subject = new Subscriptions();
        tell(counts, "made", () -> {
            subject.made();
            return "nothing";
        });
        tell(counts, "subscribed twice", subject::subscribedTwice);
        tell(counts, "retried", subject::retried);
        tell(counts, "nested", subject::nested);
        tell(counts, "with context", subject::withContext);
        tell(counts, "in pieces", subject::inPieces);
        tell(counts, "taken in part", subject::takenInPart);
        tell(counts, "failed to make", subject::failedToMake);
        counts.operate("transitionToHalfOpen");
        tell(counts, "nested as a probe", subject::nested);
        Console.ask("done");
    }

    private static void tell(Counts counts, String name, Supplier<String> step) {
        String result = step.get();
        System.out.println(name + ": " + counts.when(0) + ": " + result);
    }
}
