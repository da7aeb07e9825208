package io.fusebox.agent.call;

import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.DetachedCall;
import io.fusebox.internal.engine.Permit;
import org.jspecify.annotations.Nullable;

/** A call of a woven method that outlasts it; told by a stage how it ends, or by its {@code end} methods. */
public class AsyncCall extends DetachedCall {
    private static final long serialVersionUID = 1L;

    /** In place of a result: whether it is an error is known already. */
    private static final Object GOOD = new Object();

    private static final Object BAD = new Object();

    private final transient SiteRules rules;

    /** The thread that is still inside the call, so that what it calls there is a part of it (R14); null when it left. */
    private transient @Nullable Thread inside;

    /** A call that the current thread has just entered, and is inside of until {@link #leave}. */
    public AsyncCall(SiteRules rules, CallGate gate, Permit permit) {
        super(gate, gate.lasting(permit));
        this.rules = rules;
        this.inside = Thread.currentThread();
        gate.lasts(this);
    }

    @Override
    protected final boolean isWoven() {
        return true;
    }

    @Override
    protected final boolean isInside() {
        return inside == Thread.currentThread();
    }

    /** Lets the thread that entered the call out of it; does nothing on others. */
    @Override
    public final void leave() {
        if (isInside()) {
            inside = null;
            super.leave();
        }
    }

    @Override
    protected final @Nullable String badness(@Nullable Object result) {
        return result != GOOD && (result == BAD || rules.isError(result)) ? rules.errorWhen() : null;
    }

    /** It came to its end, with or without a bad result. */
    public final void endChecked(boolean bad) {
        end(bad ? BAD : GOOD);
    }
}
