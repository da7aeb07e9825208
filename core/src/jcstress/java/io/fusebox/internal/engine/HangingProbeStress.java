package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** R21: a probe that hangs ends with success, while others look at the breaker. */
@JCStressTest
@Outcome(
        id = {"2, 1, 0", "2, 1, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "it has failed, whoever was first")
@Outcome(expect = Expect.FORBIDDEN, desc = "it has not failed, or counts twice")
@org.openjdk.jcstress.annotations.State
public class HangingProbeStress extends Subject {
    private final Permit probe;

    public HangingProbeStress() {
        super(SLOW.build());
        wait30Seconds();
        probe = admitted();
        pass(2);
    }

    @Actor
    public void end() {
        gate.end(probe, null);
    }

    @Actor
    public void notice() {
        tryEnter();
        watcher().lookAtCalls();
    }

    @Arbiter
    public void after(JJJ_Result result) {
        result.r1 = openCount();
        result.r2 = totalSlow();
        result.r3 = counters.sum(CallCounters.LATE);
    }
}
