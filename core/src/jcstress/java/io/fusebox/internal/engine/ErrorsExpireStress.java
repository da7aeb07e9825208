package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** R24: long after an error two others come at once: they are a run of two, whichever is first. */
@JCStressTest
@Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "the old error has expired, the two count")
@Outcome(expect = Expect.FORBIDDEN, desc = "the old one still counts, or one of the two does not")
@org.openjdk.jcstress.annotations.State
public class ErrorsExpireStress extends Subject {
    private final Permit one;
    private final Permit two;

    public ErrorsExpireStress() {
        super(EXPIRING);
        one = admitted();
        two = admitted();
        fail(admitted());
        pass(11);
    }

    @Actor
    public void first() {
        fail(one);
    }

    @Actor
    public void second() {
        fail(two);
    }

    @Arbiter
    public void after(JJ_Result result) {
        result.r1 = machine.period() instanceof ClosedPeriod now ? now.errors : -1;
        result.r2 = openCount();
    }
}
