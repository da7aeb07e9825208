package io.fusebox.internal.engine;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A call admitted in HALF_OPEN: its lease on one of the slots. The slot is held by being in {@link
 * Period.HalfOpen#probes}, so it cannot be given back twice (R6).
 *
 * <p>A probe whose end could not be told to the state machine, for want of room or for a fault, is <em>left</em>: the
 * outcome is noted here by plain writes, and whoever looks at the period next applies it, as of the moment of the end.
 */
final class Probe implements Permit {
    /** A step of the period that admitted it, with the settings under which it ends. */
    final Period.HalfOpen period;

    final long startedAt;

    /** The call, once it waits for a stage that may end unseen; null before, and for others. */
    volatile @Nullable WeakReference<DetachedCall> call;
    /** When it ended, in ticks; as long as nobody knows, when it began. Written before {@link #left}. */
    long endedAt;

    /** Whether it took too long. Written before {@link #left}. */
    boolean slow;

    /** Whether its call passes uncounted after all: then it leaves no trace but its slot. Written before {@link #left}. */
    boolean withdrawn;

    /** The outcome, if it is left to others to apply it; null if not. Has no meaning once the probe holds no slot. */
    volatile @Nullable Outcome left;

    Probe(Period.HalfOpen period, long startedAt) {
        this.period = period;
        this.startedAt = startedAt;
        this.endedAt = startedAt;
    }

    boolean isOf(CallCounters breaker) {
        CallGate gate = period.history.gate;
        return gate != null && gate.tally == breaker;
    }

    /** Ends its call if that waits for a stage which has ended, although nobody told so yet; whether it did. */
    boolean endUnseen() {
        return WatchedCalls.endUnseen(call);
    }

    /** Whether the lease runs longer than its settings allow (R7). */
    boolean isLost(long nanos) {
        long timeout = period.policy.probeTimeoutNanos;
        return timeout != CompiledSettings.NEVER && nanos - startedAt >= timeout;
    }

    /** When the lease ran out, in ticks; only for a lost probe. */
    long lostAt() {
        return startedAt + period.policy.probeTimeoutNanos;
    }
}
