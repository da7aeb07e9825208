package io.fusebox.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call that may end on another thread than the one that is inside of it. It ends once, whatever it is told after that
 * (R6); true once it has ended. Safe for use by any thread.
 *
 * <p>While its thread is inside, the thread's mark is the call itself (R14): whoever ends it, on whatever thread, the owner
 * finds out by itself.
 *
 * <p>An end that finds no room on the stack is left in {@link #LOST}, and made up for on Fusebox's own thread: as
 * cancelled.
 */
public abstract class LastingCall extends AtomicBoolean {
    private static final long serialVersionUID = 1L;

    /** The calls whose ends found no room. */
    public static final Lost LOST = new Lost();

    private enum How {
        RESULT,
        FAILURE,
        CANCEL
    }

    static {
        NewsDesk.lostEnds = LOST;
    }

    private final transient CallGate gate;
    private final transient Permit permit;

    /** Whether it ended without being counted, for want of room. */
    private transient volatile boolean owed;

    /** @param permit one that knows all it needs, see {@link CallGate#lasting} */
    protected LastingCall(CallGate gate, Permit permit) {
        this.gate = gate;
        this.permit = permit;
    }

    /** Whether it is a call of that gate. */
    public final boolean isOf(CallGate other) {
        return gate == other;
    }

    final boolean isOf(Tally breaker) {
        return gate.counts(breaker);
    }

    final boolean isEnded() {
        return get();
    }

    /**
     * Whether it is over for its thread when a woven method is: then a mark without that method on the stack is a lost one.
     * In block form nobody but the program knows.
     */
    protected abstract boolean isWoven();

    /** Lets the current thread out of the call, if it is the one that is inside. */
    protected void leave() {
        gate.left(this);
    }

    /** Whether the current thread was not let out yet. */
    protected boolean isInside() {
        return true;
    }

    /** For the thread whose mark it is, and that is certainly not inside any more. */
    final void loseItsThread() {
        if (isInside()) {
            cancel();
        }
        gate.left(this);
    }

    /** Why the result is an error (R10); null if it is none. */
    protected @Nullable String badness(@Nullable Object result) {
        return null;
    }

    /** It came to a result, which may be an error (R10). */
    public final void end(@Nullable Object result) {
        end(How.RESULT, result);
    }

    /** It failed. */
    public final void fail(Throwable thrown) {
        end(How.FAILURE, thrown);
    }

    /** Its caller gave it up (R9). */
    public void cancel() {
        end(How.CANCEL, null);
    }

    private void end(How how, @Nullable Object what) {
        boolean first = false;
        try {
            String bad = how == How.RESULT ? badness(what) : null;
            first = compareAndSet(false, true);
            if (first) {
                leave();
                tell(how, what, bad);
            }
        } catch (StackOverflowError noRoom) {
            // Nothing can be called here.
            if (first) {
                owed = true;
            }
            synchronized (LOST) {
                LOST.calls = new Object[] {this, LOST.calls};
            }
        }
    }

    private void tell(How how, @Nullable Object what, @Nullable String bad) {
        if (how == How.CANCEL) {
            gate.cancel(permit);
        } else if (bad != null) {
            gate.endWithBadResult(permit, bad);
        } else {
            gate.end(permit, how == How.FAILURE ? (Throwable) what : null);
        }
    }

    /** Where there is room: ends it as cancelled, unless it was ended and counted. */
    private void makeUp() {
        if (compareAndSet(false, true) || owed) {
            owed = false;
            gate.cancel(permit);
        }
    }

    /**
     * Calls, put here by what takes no room on the stack: writing a field under a monitor. Whoever calls an end and may
     * have no room even for that, does so:
     *
     * <pre>
     * } catch (StackOverflowError noRoom) {
     *     synchronized (LastingCall.LOST) {
     *         LastingCall.LOST.calls = new Object[] {call, LastingCall.LOST.calls};
     *     }
     * }
     * </pre>
     */
    public static final class Lost implements Runnable {
        /** A call and, in the same way, the rest of them; null if there is none. */
        public volatile @Nullable Object @Nullable [] calls;

        private Lost() {}

        /** Ends them all; for a thread with room. */
        @Override
        public void run() {
            if (calls == null) {
                return;
            }
            @Nullable Object[] rest;
            synchronized (this) {
                rest = calls;
                calls = null;
            }
            while (rest != null) {
                if (rest[0] instanceof LastingCall call) {
                    call.makeUp();
                }
                rest = (@Nullable Object[]) rest[1];
            }
        }
    }
}
