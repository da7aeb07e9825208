package io.fusebox.internal.engine;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A call admitted in HALF_OPEN: its lease on one of the slots. The slot is held by being in {@link
 * Period.HalfOpen#probes}, so it cannot be given back twice (R6).
 */
final class Probe implements Permit {
    /** A step of the period that admitted it, with the settings under which it ends. */
    final Period.HalfOpen period;

    final long startedAt;

    /** The call, once it waits for a stage that may end unseen; null before, and for others. */
    volatile @Nullable WeakReference<DetachedCall> call;

    Probe(Period.HalfOpen period, long startedAt) {
        this.period = period;
        this.startedAt = startedAt;
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
