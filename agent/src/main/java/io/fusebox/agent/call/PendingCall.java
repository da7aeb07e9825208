package io.fusebox.agent.call;

import io.fusebox.internal.CallGate;
import io.fusebox.internal.Permit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call that outlasts its method: it ends once, on whatever thread, whatever it is told after that (R6). True once it
 * has ended.
 */
public class PendingCall extends AtomicBoolean {
    private static final long serialVersionUID = 1L;

    private final transient SiteRules rules;
    private final transient CallGate gate;
    private final transient Permit permit;

    /** The thread that is still inside the call, so that what it calls there is a part of it (R14); null when it left. */
    private transient @Nullable Thread inside;

    /** A call that the current thread has just entered, and is inside of until {@link #leave}. */
    public PendingCall(SiteRules rules, CallGate gate, Permit permit) {
        this.rules = rules;
        this.gate = gate;
        this.permit = gate.lasting(permit);
        this.inside = Thread.currentThread();
    }

    /** Whether it is a call of that gate. */
    public boolean isOf(CallGate other) {
        return gate == other;
    }

    /** Lets the thread that entered the call out of it; does nothing on others. */
    public void leave() {
        if (inside == Thread.currentThread()) {
            inside = null;
            gate.leave(permit);
        }
    }

    /** It came to a result, which may be an error (R10). */
    public void end(@Nullable Object result) {
        end(rules.isError(result));
    }

    /** It came to its end, with or without a bad result. */
    public void end(boolean bad) {
        if (compareAndSet(false, true)) {
            leave();
            if (bad) {
                gate.endWithBadResult(permit, rules.errorWhen());
            } else {
                gate.end(permit, null);
            }
        }
    }

    /** It failed. */
    public void fail(Throwable thrown) {
        if (compareAndSet(false, true)) {
            leave();
            gate.end(permit, thrown);
        }
    }

    /** Its caller gave it up (R9). */
    public void cancel() {
        if (compareAndSet(false, true)) {
            leave();
            gate.cancel(permit);
        }
    }
}
