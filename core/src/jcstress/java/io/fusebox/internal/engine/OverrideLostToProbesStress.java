package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.L_Result;

/** R4: an operator forces the breaker closed while one probe closes it and a lease runs out. */
@JCStressTest
@Outcome(id = "FORCED_CLOSED", expect = Expect.ACCEPTABLE, desc = "the override holds")
@Outcome(
        id = {"OPEN", "CLOSED", "HALF_OPEN"},
        expect = Expect.FORBIDDEN,
        desc = "an override lost")
@org.openjdk.jcstress.annotations.State
public class OverrideLostToProbesStress extends Subject {
    private final Permit last;

    public OverrideLostToProbesStress() {
        super(SETTINGS);
        wait30Seconds();
        gate.end(admitted(), null);
        last = admitted();
    }

    @Actor
    public void successAndTimer() {
        gate.end(last, null);
        environment.clock.advance(java.time.Duration.ofSeconds(60));
        machine.settled();
    }

    @Actor
    public void operator() {
        machine.move(io.fusebox.State.FORCED_CLOSED, null, false);
    }

    @Arbiter
    public void after(L_Result result) {
        result.r1 = state();
    }
}
