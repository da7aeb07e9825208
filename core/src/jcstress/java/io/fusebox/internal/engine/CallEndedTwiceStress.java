package io.fusebox.internal.engine;

import io.fusebox.Call;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** R6: a call in block form ends with success on one thread and is closed on another. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "one end, nothing active")
@Outcome(
        id = {"0, 0", "0, 1", "2, 0", "2, -1", "1, 1", "1, -1"},
        expect = Expect.FORBIDDEN,
        desc = "not exactly one end")
@org.openjdk.jcstress.annotations.State
public class CallEndedTwiceStress extends Subject {
    private final Call call;

    public CallEndedTwiceStress() {
        super(SETTINGS);
        call = BlockCall.enter(gate);
    }

    @Actor
    public void success() {
        call.success();
    }

    @Actor
    public void close() {
        call.close();
    }

    @Arbiter
    public void after(JJ_Result result) {
        result.r1 = counters.sum(CallCounters.SUCCESS) + counters.sum(CallCounters.CANCELLED);
        result.r2 = counters.active();
    }
}
