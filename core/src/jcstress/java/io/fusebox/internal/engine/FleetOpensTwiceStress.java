package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.LL_Result;

/** R1: the last error of a run opens the breaker at the moment at which the fleet opens it. */
@JCStressTest
@Outcome(id = "OPEN, 1", expect = Expect.ACCEPTABLE, desc = "one of the two opens it")
@Outcome(expect = Expect.FORBIDDEN, desc = "two openings, or none")
@org.openjdk.jcstress.annotations.State
public class FleetOpensTwiceStress extends Subject {
    private final PeriodLog seen;
    private final Permit last;

    public FleetOpensTwiceStress() {
        super(SETTINGS);
        fail(admitted());
        last = admitted();
        seen = machine.log();
    }

    @Actor
    public void error() {
        fail(last);
    }

    @Actor
    public void fleet() {
        FleetMoves.open(machine, seen, "by the fleet");
    }

    @Arbiter
    public void after(LL_Result result) {
        result.r1 = state();
        result.r2 = openCount();
    }
}
