package io.fusebox.internal.engine;

import io.fusebox.State;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJI_Result;

/** R22: a recovery is over; a call of it fails, the next one comes. */
@JCStressTest
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "closed, the error is late, the call was admitted")
@Outcome(expect = Expect.FORBIDDEN, desc = "an error of the recovery decided after it, or a call was rejected")
@org.openjdk.jcstress.annotations.State
public class RecoveryOverStress extends Subject {
    private final Permit call;
    private int next;

    public RecoveryOverStress() {
        super(RECOVERING);
        recover();
        pass(99);
        call = admitted();
        pass(1);
    }

    @Actor
    public void end() {
        fail(call);
    }

    @Actor
    public void next() {
        next = tryEnter();
    }

    @Arbiter
    public void after(JJI_Result result) {
        Period now = machine.period();
        result.r1 = now.state() == State.CLOSED ? ((ClosedPeriod) now).errors : -1;
        result.r2 = counters.sum(CallCounters.LATE);
        result.r3 = next;
    }
}
