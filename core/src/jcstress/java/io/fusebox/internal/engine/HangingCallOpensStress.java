package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** R21: the call that hangs is enough to open the breaker; the next call comes while a watcher looks and the call ends. */
@JCStressTest
@Outcome(
        id = {"1, 1, 0", "1, 1, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "opened once; its end counted or was late")
@Outcome(expect = Expect.FORBIDDEN, desc = "not opened, opened twice, or not counted once as slow")
@org.openjdk.jcstress.annotations.State
public class HangingCallOpensStress extends Subject {
    private final Permit hanging;

    public HangingCallOpensStress() {
        super(SLOW.minimumCalls(1).build());
        hanging = admitted();
        pass(2);
    }

    @Actor
    public void watchAndEnd() {
        watcher().lookAtCalls();
        gate.end(hanging, null);
    }

    @Actor
    public void next() {
        tryEnter();
    }

    @Arbiter
    public void after(JJJ_Result result) {
        result.r1 = openCount();
        result.r2 = totalSlow();
        result.r3 = counters.sum(CallCounters.LATE);
    }
}
