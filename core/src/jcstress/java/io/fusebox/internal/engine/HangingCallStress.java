package io.fusebox.internal.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** R21: a call that hangs ends with an error, while the next call comes and then a watcher looks. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "once in the window, as slow, with its error")
@Outcome(expect = Expect.FORBIDDEN, desc = "not once, or its error was lost")
@org.openjdk.jcstress.annotations.State
public class HangingCallStress extends Subject {
    private final Permit hanging;

    public HangingCallStress() {
        super(SLOW.minimumCalls(2).build());
        hanging = admitted();
        pass(2);
    }

    @Actor
    public void end() {
        fail(hanging);
    }

    @Actor
    public void notice() {
        tryEnter();
        watcher().lookAtCalls();
    }

    @Arbiter
    public void after(JJJ_Result result) {
        result.r1 = totalSlow();
        result.r2 = window().size(machine.nanos());
        result.r3 = window().errors(machine.nanos());
    }
}
