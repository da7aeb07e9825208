package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.J_Result;

/** Whoever sees the end of a call counted sees its admission counted too, from whatever threads they come. */
@JCStressTest
@Outcome(
        id = {"0", "1"},
        expect = Expect.ACCEPTABLE,
        desc = "before, while or after the call")
@Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "ended but not admitted")
@org.openjdk.jcstress.annotations.State
public class EndSeenBeforeAdmissionStress extends Subject {
    private volatile Permit handedOver;

    public EndSeenBeforeAdmissionStress() {
        super(SETTINGS);
    }

    @Actor
    public void begin() {
        handedOver = admitted();
    }

    @Actor
    public void end() {
        Permit permit = handedOver;
        if (permit != null) {
            gate.end(permit, null);
        }
    }

    @Actor
    public void look(J_Result result) {
        result.r1 = counters.active();
    }
}
