package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** R22: two calls of a recovery fail at once while another one comes; two errors are too many. */
@JCStressTest
@Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "opened again once")
@Outcome(expect = Expect.FORBIDDEN, desc = "an error was lost, or opened twice")
@org.openjdk.jcstress.annotations.State
public class RecoveryFailedStress extends Subject {
    private final Permit one;
    private final Permit two;

    public RecoveryFailedStress() {
        super(RECOVERING);
        recover();
        pass(99);
        one = admitted();
        two = admitted();
    }

    @Actor
    public void first() {
        fail(one);
    }

    @Actor
    public void second() {
        tryEnter();
        fail(two);
    }

    @Arbiter
    public void after(JJ_Result result) {
        result.r1 = openCount();
        result.r2 = counters.sum(CallCounters.LATE);
    }
}
