package io.fusebox.internal.engine;

import io.fusebox.CircuitOpenException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.I_Result;

/** R2: a call arrives while the breaker trips. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "still closed: admitted")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "open: rejected for the whole wait")
@Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "an opening without its deadline")
@org.openjdk.jcstress.annotations.State
public class OpeningWithoutDeadlineStress extends Subject {
    private final Permit last;

    public OpeningWithoutDeadlineStress() {
        super(SETTINGS);
        fail(admitted());
        last = admitted();
    }

    @Actor
    public void error() {
        fail(last);
    }

    @Actor
    public void call(I_Result result) {
        boolean open = state() == io.fusebox.State.OPEN;
        try {
            gate.detach(gate.enter());
            result.r1 = open ? 2 : 0;
        } catch (CircuitOpenException rejection) {
            result.r1 = rejection.retryAfter().toSeconds() == 30 ? 1 : 2;
        }
    }
}
