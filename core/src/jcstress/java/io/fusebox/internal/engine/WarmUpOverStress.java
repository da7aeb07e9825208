package io.fusebox.internal.engine;

import io.fusebox.Mode;
import io.fusebox.State;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJI_Result;

/** R23: a warm-up is over; a call of it fails, two others come. */
@JCStressTest
@Outcome(
        id = "0, 1, 2",
        expect = Expect.ACCEPTABLE,
        desc = "closed with no errors, the old call is late, the new ones admitted")
@Outcome(expect = Expect.FORBIDDEN, desc = "the warm-up reaches into what follows")
@org.openjdk.jcstress.annotations.State
public class WarmUpOverStress extends Subject {
    private final Permit call;
    private int first;
    private int second;

    public WarmUpOverStress() {
        super(WARMING);
        call = admitted();
        fail(admitted());
        pass(60);
    }

    @Actor
    public void end() {
        fail(call);
        first = tryEnter();
    }

    @Actor
    public void second() {
        second = tryEnter();
    }

    @Arbiter
    public void after(JJI_Result result) {
        Period now = machine.period();
        boolean begun = now.state() == State.CLOSED && now.policy.mode == Mode.ENFORCE;
        result.r1 = begun ? ((ClosedPeriod) now).errors : -1;
        result.r2 = counters.sum(CallCounters.LATE);
        result.r3 = first + second;
    }
}
