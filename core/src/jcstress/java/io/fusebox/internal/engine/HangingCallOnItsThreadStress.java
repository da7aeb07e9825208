package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** R21: a thread is in a call that begins to hang and ends, then in a short one, while a watcher looks. */
@JCStressTest
@Outcome(id = "1, 2, 0", expect = Expect.ACCEPTABLE, desc = "the long one once as slow, the short one once as not slow")
@Outcome(expect = Expect.FORBIDDEN, desc = "not once, or the mark met the other call")
@org.openjdk.jcstress.annotations.State
public class HangingCallOnItsThreadStress extends Subject {
    public HangingCallOnItsThreadStress() {
        super(SLOW.minimumCalls(5).build());
    }

    @Actor
    public void calls() {
        Permit hanging = gate.enter();
        pass(2);
        gate.exit(hanging, null);
        gate.exit(gate.enter(), null);
    }

    @Actor
    public void watch() {
        for (int i = 0; i < 3; i++) {
            watcher().lookAtCalls();
        }
    }

    @Arbiter
    public void after(JJJ_Result result) {
        result.r1 = totalSlow();
        result.r2 = window().size(machine.nanos());
        result.r3 = counters.active();
    }
}
