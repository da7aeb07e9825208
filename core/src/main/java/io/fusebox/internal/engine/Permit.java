package io.fusebox.internal.engine;

import io.fusebox.Call;
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
        if (permit instanceof ThreadSlot cell) {
            return cell.admitting().history;
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
        return permit instanceof Timed timed ? history(timed.permit) : null;
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

    /** The permit of a call that is timed and whose start time has no room in a cell of its thread's own. */
    final class Timed implements Permit {
        final Permit permit;
        final long startedAt;

        Timed(Permit permit, long startedAt) {
            this.permit = permit;
            this.startedAt = startedAt;
        }
    }
}
