package io.fusebox.internal.engine;

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
public abstract class DetachedCall extends AtomicBoolean {
    private static final long serialVersionUID = 1L;

    /**
     * Its one element: a call whose end found no room and, in the same way, the rest of them; null if there is none. Its own
     * monitor guards it. To put a call here takes no room on the stack; whoever calls an end and may have none even for
     * that, does so:
     *
     * <pre>
     * } catch (StackOverflowError noRoom) {
     *     synchronized (LastingCall.LOST) {
     *         try {
     *             LastingCall.LOST[0] = new Object[] {call, LastingCall.LOST[0]};
     *         } catch (StackOverflowError entering) {
     *             LastingCall.LOST[0] = new Object[] {call, LastingCall.LOST[0]};
     *         }
     *     }
     * }
     * </pre>
     *
     * HotSpot's interpreter looks for room on the stack when it has got a monitor, and throws for the first instruction
     * inside if there is none: the monitor is held then, and nothing that follows looks again.
     */
    @SuppressWarnings("MutablePublicArray")
    public static final @Nullable Object[] LOST = new Object[1];

    private static final int RESULT = 0;
    private static final int FAILURE = 1;
    private static final int CANCEL = 2;

    private final transient CallGate gate;
    private final transient Permit permit;

    /** Whether it ended without being counted, for want of room. */
    private transient volatile boolean owed;

    /** @param permit one that knows all it needs, see {@link CallGate#lasting} */
    protected DetachedCall(CallGate gate, Permit permit) {
        this.gate = gate;
        this.permit = permit;
    }

    /** Whether it is a call of that gate. */
    public final boolean isOf(CallGate other) {
        return gate == other;
    }

    final boolean isOf(CallCounters breaker) {
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
        end(RESULT, result);
    }

    /** It failed. */
    public final void fail(Throwable thrown) {
        end(FAILURE, thrown);
    }

    /** Its caller gave it up (R9). */
    public void cancel() {
        end(CANCEL, null);
    }

    private void end(int how, @Nullable Object what) {
        boolean first = false;
        try {
            String bad = how == RESULT ? badness(what) : null;
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
                try {
                    LOST[0] = new Object[] {this, LOST[0]};
                } catch (StackOverflowError entering) {
                    LOST[0] = new Object[] {this, LOST[0]};
                }
            }
        }
    }

    private void tell(int how, @Nullable Object what, @Nullable String bad) {
        if (how == CANCEL) {
            gate.cancel(permit);
        } else if (bad != null) {
            gate.endWithBadResult(permit, bad);
        } else {
            gate.end(permit, how == FAILURE ? (Throwable) what : null);
        }
    }

    /** Where there is room: ends it as cancelled, unless it was ended and counted. */
    private void makeUp() {
        if (compareAndSet(false, true) || owed) {
            owed = false;
            gate.cancel(permit);
        }
    }

    /** Makes up for all ends that were lost; for a thread with room. */
    public static void makeUpForLost() {
        Object rest;
        synchronized (LOST) {
            rest = LOST[0];
            LOST[0] = null;
        }
        while (rest instanceof Object[] pair) {
            if (pair[0] instanceof DetachedCall call) {
                call.makeUp();
            }
            rest = pair[1];
        }
    }
}
