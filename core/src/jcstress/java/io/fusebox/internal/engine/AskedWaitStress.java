package io.fusebox.internal.engine;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** R25: two errors at once, each asks for another wait. */
@JCStressTest
@Outcome(
        id = {"1, 5", "1, 7"},
        expect = Expect.ACCEPTABLE,
        desc = "opened once, for as long as one of them asked")
@Outcome(expect = Expect.FORBIDDEN, desc = "opened twice, or for another wait")
@org.openjdk.jcstress.annotations.State
public class AskedWaitStress extends Subject {
    private final Permit one;
    private final Permit two;

    public AskedWaitStress() {
        super(ASKING);
        one = admitted();
        two = admitted();
    }

    @Actor
    public void five() {
        gate.end(one, new IllegalStateException("5"));
    }

    @Actor
    public void seven() {
        gate.end(two, new IllegalStateException("7"));
    }

    @Arbiter
    public void after(JJ_Result result) {
        result.r1 = openCount();
        result.r2 = secondsLeft();
    }

    private long secondsLeft() {
        return machine.period() instanceof Period.Open open
                ? Duration.ofNanos(open.deadline - machine.nanos()).toSeconds()
                : 0;
    }
}
