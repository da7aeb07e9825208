package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.J_Result;

/** R1: two errors at once, the threshold is 2. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "tripped once")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "an error was lost")
@Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "two trips from one run")
@org.openjdk.jcstress.annotations.State
public class TwoTripsFromOneRunStress extends Subject {
    private final Permit one;
    private final Permit two;

    public TwoTripsFromOneRunStress() {
        super(SETTINGS);
        one = admitted();
        two = admitted();
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
    public void after(J_Result result) {
        result.r1 = openCount();
    }
}
