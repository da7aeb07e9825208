package io.fusebox.internal.engine;

import io.fusebox.Mode;
import io.fusebox.State;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The time between two changes of state, and everything that belongs to it: deadline, consecutive counters, probes and
 * their leases, settings. Immutable: every step, from one counted error to a change of state, is one compare-and-set
 * from one period object to the next in {@link StateMachine}, and so happens wholly or not at all.
 *
 * <p>Objects that share their {@link #history} are steps within one period.
 */
abstract sealed class Period implements Permit
        permits ClosedPeriod, Period.Open, Period.HalfOpen, Period.Forced, Recovery {
    final PeriodLog history;
    final CompiledSettings policy;

    // Four booleans: a fifth would take eight bytes more of every breaker.

    /** Whether a call is admitted without a further look: all are, none is timed, and no warm-up may end (R23). */
    final boolean direct;

    /** Whether a success changes nothing but the counters and the window: in CLOSED, with no error to forget. */
    final boolean quiet;

    /** Whether a success is timed, or kept in a window. */
    final boolean recorded;

    /** Whether the end of a call reads the clock: for the duration of the call, or for a window of time. */
    final boolean clocked;

    Period(PeriodLog history, CompiledSettings policy, boolean quiet, @Nullable RateWindow window) {
        this.history = history;
        this.policy = policy;
        this.direct = admitsAll() && policy.direct;
        this.quiet = admitsAll() && quiet && !policy.warming && !policy.reportsEnds;
        this.recorded = policy.timed || policy.windowed;
        this.clocked = policy.timed || (window != null && window.needsTime());
    }

    /** Whether every call is admitted. */
    final boolean admitsAll() {
        return (history.state == State.CLOSED || history.state == State.FORCED_CLOSED) && policy.mode != Mode.OFF;
    }

    final State state() {
        return history.state;
    }

    /** Whether calls are rejected, or are probes. */
    boolean isWaiting() {
        return history.state == State.OPEN || history.state == State.HALF_OPEN || history.state == State.FORCED_OPEN;
    }

    static boolean isHeld(long nanos, long from, long until) {
        return from != until && nanos - from >= 0 && nanos - until < 0;
    }

    final boolean isSameAs(Period other) {
        return history == other.history;
    }

    /** The same period under other settings (R17). */
    abstract Period under(CompiledSettings next, CallCounters counters, long nanos);

    @Override
    public String toString() {
        return history.state + "#" + history.changes;
    }

    /** Calls are rejected until the deadline (R2). */
    static final class Open extends Period {
        /** When the wait is over, in ticks. Part of the object that makes the breaker open: no one sees one without. */
        final long deadline;

        /** The fleet lets no probe begin from the one instant to the other; the same instant twice: it holds none back. */
        final long heldFrom;

        final long heldUntil;

        Open(PeriodLog history, CompiledSettings policy, long deadline) {
            this(history, policy, deadline, 0, 0);
        }

        Open(PeriodLog history, CompiledSettings policy, long deadline, long heldFrom, long heldUntil) {
            super(history, policy, false, null);
            this.deadline = deadline;
            this.heldFrom = heldFrom;
            this.heldUntil = heldUntil;
        }

        /** Whether a call is rejected, rather than the first probe. */
        boolean rejects(long nanos) {
            return nanos - deadline < 0 || isHeld(nanos, heldFrom, heldUntil);
        }

        /** The same period with another end. */
        Open until(long newDeadline) {
            return new Open(history, policy, newDeadline);
        }

        @Override
        Open under(CompiledSettings next, CallCounters counters, long nanos) {
            return new Open(history, next, deadline, heldFrom, heldUntil);
        }
    }

    /** A bounded number of probes is in flight (R3). */
    static final class HalfOpen extends Period {
        /** How many slots cancelled probes make in one period at most (R7). */
        static final int MAX_EXTRA_SLOTS = 10;

        private static final Probe[] NO_PROBES = {};

        /** The probes in flight, each holding one slot until it leaves this array. */
        final Probe[] probes;

        /** Successful probes since the last failed one. */
        final int successes;

        /** Failed probes since the last successful one. */
        final int errors;

        /** Failed probes in all. */
        final int failures;

        /** Slots beyond the capacity: one for each cancelled probe, up to {@link #MAX_EXTRA_SLOTS}. */
        final int extraSlots;

        /** The cancelled probes since one succeeded or failed; null if there are none, or if they may go on for ever. */
        final @Nullable Undecided undecided;

        /** As in {@link Open}: no further probe begins. */
        final long heldFrom;

        final long heldUntil;

        private HalfOpen(
                PeriodLog history,
                CompiledSettings policy,
                Probe[] probes,
                int successes,
                int errors,
                int failures,
                int extraSlots,
                @Nullable Undecided undecided,
                long heldFrom,
                long heldUntil) {
            super(history, policy, false, null);
            this.heldFrom = heldFrom;
            this.heldUntil = heldUntil;
            this.probes = probes;
            this.successes = successes;
            this.errors = errors;
            this.failures = failures;
            this.extraSlots = extraSlots;
            this.undecided = undecided;
        }

        static HalfOpen begin(PeriodLog history, CompiledSettings policy, long heldFrom, long heldUntil) {
            return new HalfOpen(history, policy, NO_PROBES, 0, 0, 0, 0, null, heldFrom, heldUntil);
        }

        /** The same, where the fleet holds probes back at another time. */
        HalfOpen held(long from, long until) {
            return new HalfOpen(
                    history, policy, probes, successes, errors, failures, extraSlots, undecided, from, until);
        }

        /** Whether no further probe may begin now: the fleet holds it back, or all slots are taken. */
        boolean rejects(long nanos) {
            return isHeld(nanos, heldFrom, heldUntil) || isFull();
        }

        boolean isFull() {
            return probes.length - extraSlots >= policy.halfOpenCapacity;
        }

        HalfOpen with(Probe probe) {
            Probe[] more = Arrays.copyOf(probes, probes.length + 1);
            more[probes.length] = probe;
            return with(policy, more);
        }

        /** Without a probe whose call does not count: as if it had never been admitted. */
        HalfOpen without(Probe probe) {
            return with(policy, others(probe));
        }

        private HalfOpen with(CompiledSettings next, Probe[] newProbes) {
            return new HalfOpen(
                    history, next, newProbes, successes, errors, failures, extraSlots, undecided, heldFrom, heldUntil);
        }

        /** With a probe that ended with no outcome: its slot is given back, and there is room for one more (R7). */
        HalfOpen withCancelled(Probe probe, long nanos) {
            return new HalfOpen(
                    history,
                    policy,
                    others(probe),
                    successes,
                    errors,
                    failures,
                    Math.min(extraSlots + 1, MAX_EXTRA_SLOTS),
                    undecided == null ? Undecided.since(nanos, probe.period.policy) : undecided.withOneMore(),
                    heldFrom,
                    heldUntil);
        }

        HalfOpen withSuccess(Probe probe) {
            return new HalfOpen(
                    history, policy, others(probe), successes + 1, 0, failures, extraSlots, null, heldFrom, heldUntil);
        }

        HalfOpen withFailure(Probe probe) {
            return new HalfOpen(
                    history, policy, others(probe), 0, errors + 1, failures + 1, extraSlots, null, heldFrom, heldUntil);
        }

        boolean holds(Probe probe) {
            return Probe.isIn(probes, probe);
        }

        private Probe[] others(Probe probe) {
            return Probe.without(probes, probe);
        }

        /** The cancelled probes, if nothing was decided for too long since the first (R7); null if not. */
        @Nullable
        Undecided undecidedForTooLong(long nanos) {
            return undecided != null && undecided.isOver(nanos) ? undecided : null;
        }

        /** Ends the calls of probes whose stages have ended unseen; whether there were any. */
        boolean endUnseen() {
            boolean any = false;
            for (Probe probe : probes) {
                any |= probe.endUnseen();
            }
            return any;
        }

        /** The probe in flight that was lost first (R7), or null if none is. */
        @Nullable
        Probe firstLost(long nanos) {
            Probe first = null;
            for (Probe probe : probes) {
                if (probe.isLost(nanos) && (first == null || probe.lostAt() - first.lostAt() < 0)) {
                    first = probe;
                }
            }
            return first;
        }

        /** The probe in flight that began to hang first (R21), or null if none does. */
        @Nullable
        Probe firstHanging(long nanos) {
            Probe first = null;
            for (Probe probe : probes) {
                if (probe.hangs(nanos) && (first == null || probe.hangsSince() - first.hangsSince() < 0)) {
                    first = probe;
                }
            }
            return first;
        }

        /** The probe that ended first of those that are {@link Probe left}, or null if none is. */
        @Nullable
        Probe firstLeft() {
            Probe first = null;
            for (Probe probe : probes) {
                if (probe.left != null && (first == null || probe.endedAt - first.endedAt < 0)) {
                    first = probe;
                }
            }
            return first;
        }

        @Override
        HalfOpen under(CompiledSettings next, CallCounters counters, long nanos) {
            return with(next, probes);
        }
    }

    /**
     * Probes that were cancelled, one after the other, while none succeeded or failed (R7): if that goes on for
     * {@code probe-timeout}, the service counts as dead. Immutable.
     */
    static final class Undecided {
        /** How many probes were cancelled. */
        final int probes;

        /** When the first of them ended, in ticks. */
        private final long since;

        final long timeoutNanos;

        private Undecided(int probes, long since, long timeoutNanos) {
            this.probes = probes;
            this.since = since;
            this.timeoutNanos = timeoutNanos;
        }

        /** One that begins with a probe that was cancelled; null if its settings set no limit. */
        static @Nullable Undecided since(long nanos, CompiledSettings policy) {
            return policy.probeTimeoutNanos == CompiledSettings.NEVER
                    ? null
                    : new Undecided(1, nanos, policy.probeTimeoutNanos);
        }

        Undecided withOneMore() {
            return new Undecided(probes + 1, since, timeoutNanos);
        }

        boolean isOver(long nanos) {
            return nanos - since >= timeoutNanos;
        }

        /** When the time is over, in ticks. */
        long overAt() {
            return since + timeoutNanos;
        }
    }

    /** FORCED_OPEN or FORCED_CLOSED: nothing but an operator ends it (R4). */
    static final class Forced extends Period {
        /** Whether the configuration file forced it (R26). */
        final boolean byFile;

        Forced(PeriodLog history, CompiledSettings policy, boolean byFile) {
            super(history, policy, false, null);
            this.byFile = byFile;
        }

        @Override
        Forced under(CompiledSettings next, CallCounters counters, long nanos) {
            return new Forced(history, next, byFile);
        }
    }
}
