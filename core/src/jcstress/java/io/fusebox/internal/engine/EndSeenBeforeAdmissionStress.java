package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.J_Result;

/** Whoever sees the end of a call counted sees its admission counted too. */
@JCStressTest
@Outcome(
        id = {"0", "1"},
        expect = Expect.ACCEPTABLE,
        desc = "before, while or after the call")
@Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "ended but not admitted")
@org.openjdk.jcstress.annotations.State
public class EndSeenBeforeAdmissionStress extends Subject {
    public EndSeenBeforeAdmissionStress() {
        super(SETTINGS);
    }

    @Actor
    public void call() {
        gate.end(admitted(), null);
    }

    @Actor
    public void look(J_Result result) {
        result.r1 = counters.active();
    }
}
