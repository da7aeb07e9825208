package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.I_Result;

/** R6: two threads end the same probe at once; the other slot stays taken. */
@JCStressTest
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "its slot is free, and the one that a cancelled probe makes")
@Outcome(
        id = {"0", "1"},
        expect = Expect.FORBIDDEN,
        desc = "a slot lost")
@Outcome(id = "3", expect = Expect.FORBIDDEN, desc = "a slot given back twice")
@org.openjdk.jcstress.annotations.State
public class SlotGivenBackTwiceStress extends Subject {
    private final Permit probe;

    public SlotGivenBackTwiceStress() {
        super(SETTINGS.toBuilder().halfOpenCapacity(2).build());
        wait30Seconds();
        probe = admitted();
        admitted();
    }

    @Actor
    public void first() {
        gate.cancel(probe);
    }

    @Actor
    public void second() {
        gate.cancel(probe);
    }

    @Arbiter
    public void after(I_Result result) {
        result.r1 = tryEnter() + tryEnter() + tryEnter();
    }
}
