package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.I_Result;

/** R22: in the middle of a recovery two threads call twice at once: half of the calls are admitted, the first of them, and so is the fifth. */
@JCStressTest
@Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "three of five")
@Outcome(expect = Expect.FORBIDDEN, desc = "the share was lost, or given twice")
@org.openjdk.jcstress.annotations.State
public class RecoveryShareStress extends Subject {
    private int first;
    private int second;

    public RecoveryShareStress() {
        super(RECOVERING);
        recover();
        pass(50);
    }

    @Actor
    public void first() {
        first = tryEnter() + tryEnter();
    }

    @Actor
    public void second() {
        second = tryEnter() + tryEnter();
    }

    @Arbiter
    public void after(I_Result result) {
        result.r1 = first + second + tryEnter();
    }
}
