package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.L_Result;

/** R4: an operator forces the breaker closed while the fleet opens it, holds its probes back and ends its wait. */
@JCStressTest
@Outcome(id = "FORCED_CLOSED", expect = Expect.ACCEPTABLE, desc = "the override holds")
@Outcome(
        id = {"OPEN", "CLOSED", "HALF_OPEN"},
        expect = Expect.FORBIDDEN,
        desc = "an override lost")
@org.openjdk.jcstress.annotations.State
public class OverrideLostToFleetStress extends Subject {
    private final PeriodLog seen;

    public OverrideLostToFleetStress() {
        super(SETTINGS);
        seen = machine.log();
    }

    @Actor
    public void fleet() {
        if (FleetMoves.open(machine, seen, "by the fleet")) {
            PeriodLog opened = machine.log();
            FleetMoves.hold(machine, opened, 0, 1_000_000_000);
            FleetMoves.endWait(machine, opened);
        }
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
