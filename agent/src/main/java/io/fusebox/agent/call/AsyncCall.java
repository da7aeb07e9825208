package io.fusebox.agent.call;

import io.fusebox.agent.call.member.Doing;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.DetachedCall;
import io.fusebox.internal.engine.Permit;
import io.fusebox.internal.jdk.JdkThreads;
import org.jspecify.annotations.Nullable;

/**
 * A call of a woven method that outlasts it; told by a stage how it ends, or by its {@code end} methods.
 *
 * <p>The thread that begins it is inside of it until {@link #leave}: what the method calls there is part of the call (R14).
 */
public class AsyncCall extends DetachedCall {
    private static final long serialVersionUID = 1L;

    /** In place of a result: whether it is an error is known already. */
    private static final Object GOOD = new Object();

    private static final Object BAD = new Object();

    protected final transient SiteRules rules;

    /** The thread that began the call; null when it has left for good. */
    private transient @Nullable Thread owner;

    /** Whether the owner is outside for a while. For the owner only. */
    private transient boolean paused;

    /** A call that the current thread has just entered, and is inside of until {@link #leave}. */
    public AsyncCall(SiteRules rules, CallGate gate, Permit permit) {
        super(gate, gate.detachable(permit));
        this.rules = rules;
        this.owner = Thread.currentThread();
        gate.attach(this);
    }

    @Override
    protected final boolean isWoven() {
        return true;
    }

    @Override
    protected final boolean isInside() {
        return owner == Thread.currentThread() && !paused;
    }

    /**
     * Lets the thread that began the call out of it, for good; does nothing on others. If that fails, the thread finds out by
     * itself once the call has ended.
     */
    @Override
    public final void leave() {
        try {
            if (owner == Thread.currentThread()) {
                owner = null;
                super.leave();
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            rules.report(Doing.LEAVING_CALL, fault);
        }
    }

    /** Ends the call as cancelled after a fault, and lets the thread that began it out. */
    public final void giveUp(String doing, Throwable fault) {
        cancel();
        leave();
        rules.report(doing, fault);
    }

    /**
     * Lets the thread that began the call out of it until {@link #goOn}, if it is inside. If that fails, the thread stays
     * inside.
     *
     * @return whether it was let out
     */
    public final boolean pause() {
        try {
            if (isInside()) {
                super.leave();
                paused = true;
                return true;
            }
        } catch (Throwable fault) {
            rules.report(Doing.PAUSING_CALL, fault);
        }
        return false;
    }

    /** After a {@link #pause} that returned true, on the same thread. If it fails, the thread stays outside. */
    public final void goOn() {
        try {
            paused = !resume();
        } catch (Throwable fault) {
            rules.report(Doing.GOING_ON_WITH_CALL, fault);
        }
    }

    @Override
    protected final @Nullable String badness(@Nullable Object result) {
        try {
            return result != GOOD && (result == BAD || rules.isError(result)) ? rules.errorWhen() : null;
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
            // A result that cannot be judged is not bad (R15).
            rules.report(Doing.ERROR_WHEN_ON_RESULT, fault);
            return null;
        }
    }

    @Override
    protected final boolean isCancelled(@Nullable Object end, boolean failed) {
        if (failed) {
            return rules.isCancelled(null, (Throwable) end);
        }
        return end != GOOD && end != BAD && rules.isCancelled(end, null);
    }

    /** It came to its end, with or without a bad result. */
    public final void endChecked(boolean bad) {
        end(bad ? BAD : GOOD);
    }
}
