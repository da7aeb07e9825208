package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.I_Result;

/** R2, R3: calls that arrive at once after the wait, while a late call ends; the capacity is 1. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "one probe")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "no call became the first probe")
@Outcome(
        id = {"2", "3"},
        expect = Expect.FORBIDDEN,
        desc = "more probes than capacity")
@org.openjdk.jcstress.annotations.State
public class MoreProbesThanCapacityStress extends Subject {
    private final Permit late;
    private int first;
    private int second;

    public MoreProbesThanCapacityStress() {
        super(SETTINGS);
        late = admitted();
        wait30Seconds();
    }

    @Actor
    public void first() {
        first = tryEnter();
    }

    @Actor
    public void second() {
        gate.end(late, null);
        second = tryEnter();
    }

    @Arbiter
    public void after(I_Result result) {
        result.r1 = first + second + tryEnter();
    }
}
