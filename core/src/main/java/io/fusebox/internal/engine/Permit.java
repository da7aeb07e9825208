package io.fusebox.internal.engine;

import io.fusebox.Call;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CallGate#enter()} gives to an admitted call and must get back when the call ends; opaque to callers.
 *
 * <p>The permit of a call from CLOSED is the {@link Period} that admitted it, or the thread's {@link ThreadSlot} that has noted
 * that period: nothing is allocated for a call, and a late outcome (R5) is recognised by identity. A {@link Probe} stands for itself, since its slot must come back exactly once.
 */
public sealed interface Permit permits ThreadSlot, Period, Probe, Permit.Constant, Permit.Observed, Permit.Timed {
    /** The call is part of an outer call of the same breaker on the same thread: neither counted nor rejected (R14). */
    Permit NESTED = new Constant("NESTED");

    /** The breaker is off (R20), or failed inside (R15), or it is Fusebox that calls: it passes untouched and uncounted. */
    Permit NONE = new Constant("NONE");

    /** For code in block form, where there is nothing to end. */
    Call UNCOUNTED = new Constant("UNCOUNTED");

    /** How the period began that admitted a call; null if there is nothing to end. */
    static @Nullable PeriodLog history(@Nullable Object permit) {
        if (permit instanceof ThreadSlot slot) {
            return slot.admitting().history;
        }
        if (permit instanceof Period admitting) {
            return admitting.history;
        }
        if (permit instanceof Probe probe) {
            return probe.period.history;
        }
        if (permit instanceof Observed observed) {
            return observed.period.history;
        }
        return permit instanceof Timed timed ? timed.permit.history : null;
    }

    /** The permit of a call that is no probe. */
    static Permit admitted(@Nullable ThreadSlot slot, Period now, long nanos) {
        if (!now.policy.timed) {
            return now;
        }
        if (slot == null) {
            return WatchedCalls.watched(new Permit.Timed(now, nanos, null));
        }
        slot.startedAt = nanos;
        return now;
    }

    /**
     * A permit for a call that may end on another thread: it takes over what the thread's slot knows of the call.
     *
     * @param slot that of the current thread, which entered; null if it has none
     */
    static Permit detachable(Permit permit, @Nullable ThreadSlot slot) {
        Permit admitting = permit instanceof ThreadSlot own ? own.admitting() : permit;
        if (slot == null || !(admitting instanceof Period now) || !now.policy.timed) {
            return admitting;
        }
        return WatchedCalls.watched(new Timed(now, slot.startedAt, slot.takeHung()));
    }

    /** Nothing that has to end, as a permit and as a call in block form. */
    final class Constant implements Permit, Call {
        private final String name;

        Constant(String name) {
            this.name = name;
        }

        @Override
        public void success() {}

        @Override
        public void failure(Throwable thrown) {}

        @Override
        public void cancel() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return name;
        }
    }

    /** The call would have been rejected (R20, {@code observe}): it counts in the totals and decides nothing. */
    final class Observed implements Permit {
        final Period period;
        final long startedAt;

        Observed(Period period, long startedAt) {
            this.period = period;
            this.startedAt = startedAt;
        }
    }

    /**
     * The permit of a call that is timed and whose start time has no room in a slot of its thread's own. {@link WatchedCalls}
     * watches it.
     */
    final class Timed implements Permit {
        static final int UNDER_WAY = 0;
        static final int MARKED = 1;
        static final int ENDED = 2;

        private static final int NOT_COUNTED = 0;
        private static final int COUNTED = 1;
        private static final int FAILED = 2;

        private static final VarHandle STATE;
        private static final VarHandle COUNTING;

        static {
            try {
                COUNTING = MethodHandles.lookup().findVarHandle(Timed.class, "counting", int.class);
                STATE = MethodHandles.lookup().findVarHandle(Timed.class, "state", int.class);
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }

        final Period permit;
        final long startedAt;

        /** The call, once it waits for a stage that may end unseen; null before, and for others. */
        volatile @Nullable WeakReference<DetachedCall> call;

        /** The next one that is watched; for {@link WatchedCalls}. */
        @Nullable
        Timed next;

        /** Which call it is that counts as slow already, and knows where it stands: mostly this one; see {@link #state}. */
        private @Nullable Timed hung;

        volatile int state;

        /** Null if it stands in none. Written before {@link #counting}. */
        private @Nullable RateWindow window;

        private long place;

        /** Whether it ended in an error when its place in the window was gone: then no window has its error. */
        boolean hasLeftWindow;

        @SuppressWarnings("UnusedVariable") // Through COUNTING.
        private volatile int counting;

        /** It has been counted, at that place of the window. */
        void counted(@Nullable RateWindow at, long placeThere, long nanos) {
            window = at;
            place = placeThere;
            if (!COUNTING.compareAndSet(this, NOT_COUNTED, COUNTED) && at != null) {
                var unused = at.failed(at, placeThere, nanos);
            }
        }

        /**
         * It ended in an error.
         *
         * @param now the window that is there then
         */
        void failed(RateWindow now, long nanos) {
            // One that is not counted yet is counted in a moment.
            boolean isIn = COUNTING.compareAndSet(this, NOT_COUNTED, FAILED)
                    || (window != null && now.failed(window, place, nanos));
            hasLeftWindow = !isIn;
        }

        /** @param hung the call, if it counts as slow already, as its thread's slot knew it */
        Timed(Period permit, long startedAt, @Nullable Timed hung) {
            this.permit = permit;
            this.startedAt = startedAt;
            this.hung = hung;
            this.state = hung == null ? UNDER_WAY : MARKED;
        }

        /** Ends it. Returns the call that counts as slow already, with its place in the window; else null, and it never will. */
        @Nullable
        Timed takeHung() {
            return (int) STATE.getAndSet(this, ENDED) != MARKED ? null : hung == null ? this : hung;
        }

        /** For the one watcher: marks the call, if it is still under way. */
        boolean mark() {
            return STATE.compareAndSet(this, UNDER_WAY, MARKED);
        }
    }
}
