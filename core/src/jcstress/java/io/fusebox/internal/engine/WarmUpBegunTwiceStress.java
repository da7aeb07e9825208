package io.fusebox.internal.engine;

import io.fusebox.Mode;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.Z_Result;

/** R23: two first calls at different times, and new settings meanwhile: the warm-up begins with one of them and stays there. */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "it has one beginning")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "a call that came second began it anew")
@org.openjdk.jcstress.annotations.State
public class WarmUpBegunTwiceStress extends Subject {
    private long seenByFirst;
    private long seenBySecond;

    public WarmUpBegunTwiceStress() {
        super(WARMING);
    }

    @Actor
    public void first() {
        machine.apply(WARMING_LONGER);
        tryEnter();
        seenByFirst = beginning();
    }

    @Actor
    public void second() {
        pass(1);
        tryEnter();
        seenBySecond = beginning();
    }

    @Arbiter
    public void after(Z_Result result) {
        long now = beginning();
        result.r1 = machine.period().policy.mode == Mode.OBSERVE && seenByFirst == now && seenBySecond == now;
    }

    private long beginning() {
        return ((WarmUp) machine.period().policy).beganAt.get();
    }
}
