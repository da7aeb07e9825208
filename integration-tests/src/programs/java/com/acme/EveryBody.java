package com.acme;

import com.acme.subject.Bodies;
import java.util.concurrent.TimeUnit;

/** Calls methods with every construct in their bodies. */
public final class EveryBody {

    private EveryBody() {}

    public static void main(String[] arguments) {
        Journal journal = new Journal();
        Bodies bodies = new Bodies();
        journal.call("begins with a loop", bodies::beginsWithALoop);
        journal.call("never falls through", () -> Bodies.neverFallsThrough(3));
        for (int n = 0; n < 4; n++) {
            int number = n;
            journal.call("table switch", () -> bodies.tableSwitch(number));
            journal.call("nested try", () -> bodies.nestedTry(number));
            journal.call("locals", () -> bodies.localsOfEveryType(number));
            journal.call("in arguments", () -> bodies.createsInArguments(number));
        }
        journal.call("lookup switch", () -> bodies.lookupSwitch("Aa") * 10 + 1);
        journal.call("lookup switch", () -> bodies.lookupSwitch("BB"));
        journal.call("enum switch", () -> bodies.switchOnEnum(TimeUnit.MINUTES));
        journal.call("enum switch", () -> bodies.switchOnEnum(TimeUnit.DAYS));
        journal.call("resources", () -> bodies.resources(false));
        journal.call("resources", () -> bodies.resources(true));
        journal.call("monitors", () -> bodies.monitors(new Object(), new Object()));
        journal.call("lambdas", () -> bodies.lambdas("a", 2));
        journal.call("patterns", () -> bodies.patterns("text"));
        journal.call("patterns", () -> bodies.patterns(1));
        journal.call("patterns", () -> bodies.patterns(null));
        journal.call("ternaries", () -> bodies.ternaries(true, null));
        journal.call("ternaries", () -> bodies.ternaries(null, true));
        journal.call(
                "exception",
                () -> bodies.ternaries(null, null) && bodies.patterns(null).isEmpty());
        Console.ask(journal.counts());
    }
}
