package io.fusebox.internal.engine;

/**
 * A call admitted in HALF_OPEN: its lease on one of the slots. The slot is held by being in {@link
 * Period.HalfOpen#probes}, so it cannot be given back twice (R6).
 */
final class Probe implements Permit {
    /** A step of the period that admitted it, with the settings under which it ends. */
    final Period.HalfOpen period;

    final long startedAt;

    Probe(Period.HalfOpen period, long startedAt) {
        this.period = period;
        this.startedAt = startedAt;
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
