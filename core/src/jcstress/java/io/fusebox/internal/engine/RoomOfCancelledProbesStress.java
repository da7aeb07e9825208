package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.I_Result;

/** R7: two probes are cancelled at once, the capacity is 2; each makes room for one more. */
@JCStressTest
@Outcome(id = "4", expect = Expect.ACCEPTABLE, desc = "two slots, and room for two more")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "a slot or the room of a cancelled probe is lost")
@org.openjdk.jcstress.annotations.State
public class RoomOfCancelledProbesStress extends Subject {
    private final Permit one;
    private final Permit other;

    public RoomOfCancelledProbesStress() {
        super(SETTINGS.toBuilder().halfOpenCapacity(2).build());
        wait30Seconds();
        one = admitted();
        other = admitted();
    }

    @Actor
    public void one() {
        gate.cancel(one);
    }

    @Actor
    public void other() {
        gate.cancel(other);
    }

    @Arbiter
    public void after(I_Result result) {
        result.r1 = tryEnter() + tryEnter() + tryEnter() + tryEnter() + tryEnter();
    }
}
