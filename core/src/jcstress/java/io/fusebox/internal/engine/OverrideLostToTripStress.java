package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.L_Result;

/** R4: an operator forces the breaker open while it trips. */
@JCStressTest
@Outcome(id = "FORCED_OPEN", expect = Expect.ACCEPTABLE, desc = "the override holds")
@Outcome(
        id = {"OPEN", "CLOSED", "HALF_OPEN"},
        expect = Expect.FORBIDDEN,
        desc = "an override lost")
@org.openjdk.jcstress.annotations.State
public class OverrideLostToTripStress extends Subject {
    private final Permit last;

    public OverrideLostToTripStress() {
        super(SETTINGS);
        fail(admitted());
        last = admitted();
    }

    @Actor
    public void error() {
        fail(last);
    }

    @Actor
    public void operator() {
        machine.move(io.fusebox.State.FORCED_OPEN, null, false);
    }

    @Arbiter
    public void after(L_Result result) {
        result.r1 = state();
    }
}
