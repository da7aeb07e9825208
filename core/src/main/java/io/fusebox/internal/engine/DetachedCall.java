package io.fusebox.internal.engine;

import io.fusebox.internal.jdk.JdkThreads;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A call that may end on another thread than the one that is inside of it. It ends once; later ends do nothing
 * (R6); true once it has ended. Safe for use by any thread.
 *
 * <p>While its thread is inside, the thread's mark is the call itself (R14). Any thread may end it; the owner of the mark sees
 * that.
 *
 * <p>An end that finds no room on the stack is left in {@link #LOST}, and made up for on Fusebox's own thread: as
 * cancelled.
 */
public abstract class DetachedCall extends AtomicBoolean implements BiConsumer<@Nullable Object, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    /**
     * Its one element: a call whose end found no room on the stack, and the other such calls behind it; null if there is none.
     * Guarded by its own monitor. To add a call takes no room on the stack: code that calls an end, and may have no room even
     * for that, does it as {@link #accept} does.
     *
     * <p>HotSpot's interpreter looks for room on the stack when it has got a monitor, and throws at the first instruction inside
     * if there is none: the monitor is held then, and nothing that follows looks again. So the inner catch succeeds.
     */
    @SuppressWarnings("MutablePublicArray")
    public static final @Nullable Object[] LOST = new Object[1];

    // Texts of reports. No constants, see CallGate.
    private static final String ASKING = String.valueOf("asking a stage of");
    private static final String LOOKING = String.valueOf("looking at a call of");
    private static final String JUDGING = String.valueOf("judging a result of");
    private static final String LEAVING = String.valueOf("leaving a call of");
    private static final String MAKING_UP = String.valueOf("making up for a lost end of");

    static final int RESULT = 0;
    static final int FAILURE = 1;
    private static final int CANCEL = 2;

    private final transient CallGate gate;
    private final transient Permit permit;

    /** Whether it ended without being counted, for lack of room. */
    private transient volatile boolean owed;

    /** What it waits for, if that can be asked whether it has ended; written before the call is {@link #watched}. */
    private transient @Nullable CompletableFuture<?> stage;

    /** When the stage was last seen under way, in ticks. */
    private transient volatile long seen;

    /** The one weak reference to it, if it is watched. */
    private transient @Nullable WeakReference<DetachedCall> watched;

    /** @param permit one that knows all it needs, see {@link CallGate#detachable} */
    protected DetachedCall(CallGate gate, Permit permit) {
        this.gate = gate;
        this.permit = permit;
    }

    /** Whether it is a call of that gate. */
    public final boolean isOf(CallGate other) {
        return gate == other;
    }

    final boolean isOf(CallCounters breaker) {
        return gate.counters == breaker;
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
        gate.counters.leave(gate.counters.own(), this);
    }

    /**
     * Lets the current thread into the call again, which it had left.
     *
     * @return false, and nothing noted, if the call has ended, or if the thread is inside of another one
     */
    protected final boolean resume() {
        ThreadSlot slot = gate.counters.own();
        if (isEnded() || gate.counters.inCall(slot)) {
            return false;
        }
        gate.counters.resume(slot, this);
        return true;
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
        gate.counters.leave(gate.counters.own(), this);
    }

    /** Why the result is an error (R10); null if it is none. */
    protected @Nullable String badness(@Nullable Object result) {
        return null;
    }

    /** Whether the end of the call is no outcome (R9): with this result, or with this exception. */
    protected boolean isCancelled(@Nullable Object end, boolean failed) {
        return false;
    }

    /** It came to a result, which may be an error (R10). */
    public final void end(@Nullable Object result) {
        end(RESULT, result, 0);
    }

    /** It failed. */
    public final void fail(Throwable thrown) {
        end(FAILURE, thrown, 0);
    }

    /** Its caller gave it up (R9). */
    public void cancel() {
        end(CANCEL, null, 0);
    }

    /**
     * Has the stage end the call; one that has ended already does so here and now.
     *
     * <p>The stage may be the program's own class: what it throws is thrown, and then it will not end the call.
     */
    public final void waitFor(CompletionStage<?> waited) {
        int[] depth = OwnCalls.begin();
        try {
            CompletionStage<?> after = waited.whenComplete(this);
            if (after != waited
                    && after instanceof CompletableFuture<?> told
                    && canBeAsked(told)
                    && told.isDone()
                    && !get()) {
                // It had ended already, and telling us found no room on the stack.
                cancel();
            }
            if (!get() && waited instanceof CompletableFuture<?> future && canBeAsked(future)) {
                stage = future;
                WatchedCalls.watch(this, gate, permit);
            }
        } finally {
            depth[OwnCalls.AT]--;
        }
    }

    /** Whether it can be asked; what {@link CompletableFuture#minimalCompletionStage} makes cannot. */
    private boolean canBeAsked(CompletableFuture<?> future) {
        try {
            var unused = future.isDone();
            return true;
        } catch (UnsupportedOperationException minimal) {
            return false;
        } catch (Throwable fault) {
            gate.report(ASKING, fault);
            return false;
        }
    }

    /** A weak reference to it, always the same; for the thread that has it wait. */
    final WeakReference<DetachedCall> watched() {
        WeakReference<DetachedCall> known = watched;
        if (known == null) {
            seen = gate.machine.nanos();
            known = new WeakReference<>(this);
            watched = known;
        }
        return known;
    }

    /**
     * A look by the thread of a registry at its own calls, see {@link WatchedCalls#look}: ends the call if its stage has ended
     * unseen, loses it if it is a probe of too long.
     */
    final void look(Environment.@Nullable Faults ofRegistry) {
        try {
            if (gate.machine.environment.isOf(ofRegistry) && !endUnseen()) {
                // A probe may be lost (R7).
                var unused = gate.machine.settled();
            }
        } catch (Throwable fault) {
            gate.report(LOOKING, fault);
        }
    }

    /**
     * Ends the call if its stage has ended and has not called back yet. The time is that of the last look, so the program's
     * callbacks, which run before ours, do not count.
     *
     * @return whether this ended it
     */
    final boolean endUnseen() {
        CompletableFuture<?> waited = stage;
        if (waited == null || get()) {
            return false;
        }
        try {
            int[] depth = OwnCalls.begin();
            try {
                long now = gate.machine.nanos();
                if (!waited.isDone()) {
                    seen = now;
                    return false;
                }
                UnseenEnd end = new UnseenEnd(this, now - seen);
                var unused = waited.whenComplete(end);
                return end.counted;
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (Throwable fault) {
            gate.report(ASKING, fault);
            return false;
        }
    }

    /** What the call waits for has come to its end. */
    protected void told(@Nullable Object result, @Nullable Throwable thrown) {
        if (thrown == null) {
            end(result);
        } else {
            fail(thrown);
        }
    }

    /**
     * The same, where there may be no room on the stack. Its parameters are those of the interface, so the compiler puts no
     * method in front of it, whose call could fail.
     */
    @Override
    public final void accept(@Nullable Object result, @Nullable Object thrown) {
        try {
            told(result, (Throwable) thrown);
        } catch (StackOverflowError noRoom) {
            synchronized (LOST) {
                try {
                    LOST[0] = new Object[] {this, LOST[0]};
                } catch (StackOverflowError entering) {
                    LOST[0] = new Object[] {this, LOST[0]};
                }
            }
        }
    }

    /** Returns whether this ended the call. */
    boolean end(int how, @Nullable Object what, long unseen) {
        boolean first = false;
        boolean counted = false;
        try {
            if (get()) {
                return false;
            }
            boolean isOutcome = how == CANCEL || !isKnownCancelled(what, how == FAILURE);
            String bad = how == RESULT && isOutcome ? knownBadness(what) : null;
            first = compareAndSet(false, true);
            if (first) {
                Throwable death = leaveQuietly();
                tell(isOutcome ? how : CANCEL, what, bad, unseen);
                counted = true;
                if (watched != null) {
                    WatchedCalls.remove(watched);
                }
                if (death != null) {
                    JdkThreads.passOn(death);
                }
            }
        } catch (StackOverflowError noRoom) {
            // Nothing can be called here.
            if (counted) {
                return true;
            }
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
        return first;
    }

    /** An end that cannot be judged is an outcome (R15). */
    private boolean isKnownCancelled(@Nullable Object what, boolean failed) {
        try {
            return isCancelled(what, failed);
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            if (JdkThreads.isDeath(fault)) {
                cancel();
            }
            gate.report(JUDGING, fault);
            return false;
        }
    }

    /** A result that cannot be judged is none that is bad (R15). */
    private @Nullable String knownBadness(@Nullable Object what) {
        try {
            return badness(what);
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            if (JdkThreads.isDeath(fault)) {
                cancel();
                JdkThreads.passOn(fault);
            }
            gate.report(JUDGING, fault);
            return null;
        }
    }

    /**
     * If it fails, the thread finds out by itself that the call has ended.
     *
     * @return a {@code ThreadDeath}, which is to go on once the call is counted; null if there was none
     */
    private @Nullable Throwable leaveQuietly() {
        try {
            leave();
            return null;
        } catch (StackOverflowError noRoom) {
            return null;
        } catch (Throwable fault) {
            if (JdkThreads.isDeath(fault)) {
                return fault;
            }
            gate.report(LEAVING, fault);
            return null;
        }
    }

    private void tell(int how, @Nullable Object what, @Nullable String bad, long unseen) {
        if (how == CANCEL) {
            gate.cancel(permit);
        } else if (bad != null) {
            gate.end(permit, Outcome.ERROR, null, bad, what, unseen);
        } else {
            gate.end(permit, Outcome.SUCCESS, how == FAILURE ? (Throwable) what : null, null, null, unseen);
        }
    }

    /** Where there is room: ends it as cancelled, unless it was ended and counted. */
    private void makeUp() {
        if (compareAndSet(false, true) || owed) {
            owed = false;
            gate.cancel(permit);
        }
    }

    private void makeUpSafely() {
        try {
            makeUp();
        } catch (Throwable fault) {
            // The others must not be lost with it.
            gate.report(MAKING_UP, fault);
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
                call.makeUpSafely();
            }
            rest = pair[1];
        }
    }
}
