package io.fusebox.internal.engine;

import io.fusebox.TransitionCause;
import io.fusebox.internal.text.TransitionReasons;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The second part of HALF_OPEN (R22): enough probes have succeeded, and the share of calls that is admitted grows evenly from
 * none to all. Made only for breakers with {@code recovery}.
 *
 * <p>Its end is a matter of time alone: it is applied as of that moment, whenever somebody looks. Immutable but for the
 * credit, which all steps of a recovery share.
 */
final class Recovery extends Period {
    /**
     * What one admitted call costs. A call that asks brings the share of it that is admitted at that moment; half of it is there
     * at the beginning, so that a single call is admitted if more than half of them are.
     */
    private static final long ONE = 1L << 32;

    private final long beganAt;
    private final long length;

    /** Successes since the last error. */
    final int successes;

    /** Errors since the last success. */
    final int errors;

    private final int failures;
    private final AtomicLong credit;

    /** The probes that were in flight when the recovery began, and have not ended. */
    private final Probe[] probes;

    private Recovery(
            PeriodLog history,
            CompiledSettings policy,
            long beganAt,
            long length,
            int successes,
            int errors,
            int failures,
            AtomicLong credit,
            Probe[] probes) {
        super(history, policy, false, null);
        this.beganAt = beganAt;
        this.length = length;
        this.successes = successes;
        this.errors = errors;
        this.failures = failures;
        this.credit = credit;
        this.probes = probes;
    }

    /**
     * The recovery that follows.
     *
     * @param last the last of the probes that had to succeed
     */
    static Recovery begin(HalfOpen probed, Probe last, long nanos) {
        return new Recovery(
                probed.history,
                probed.policy,
                nanos,
                probed.policy.recoveryNanos,
                probed.successes + 1,
                0,
                0,
                new AtomicLong(ONE / 2),
                Probe.without(probed.probes, last));
    }

    /** One that has begun keeps its end (R17). */
    @Override
    Recovery under(CompiledSettings next, CallCounters counters, long nanos) {
        return new Recovery(history, next, beganAt, length, successes, errors, failures, credit, probes);
    }

    /** @param probe the call, if it is a probe */
    private Recovery withSuccess(@Nullable Probe probe) {
        return new Recovery(history, policy, beganAt, length, successes + 1, 0, failures, credit, without(probe));
    }

    private Recovery withFailure(@Nullable Probe probe) {
        return new Recovery(history, policy, beganAt, length, 0, errors + 1, failures + 1, credit, without(probe));
    }

    private Recovery withCancelled(Probe probe) {
        return new Recovery(history, policy, beganAt, length, successes, errors, failures, credit, without(probe));
    }

    private Probe[] without(@Nullable Probe probe) {
        return probe != null && Probe.isIn(probes, probe) ? Probe.without(probes, probe) : probes;
    }

    /** The share of calls that is admitted, in percent. */
    double percentage(long nanos) {
        return Math.max(0, Math.min(100, (nanos - beganAt) * 100.0 / length));
    }

    /** Whether the next call is one of the share. */
    private boolean admitsNext(long nanos) {
        long brought = (long) (percentage(nanos) / 100 * ONE);
        for (; ; ) {
            long before = credit.get();
            long now = before + brought;
            if (credit.compareAndSet(before, now >= ONE ? now - ONE : now)) {
                return now >= ONE;
            }
        }
    }

    @Override
    boolean isWaiting() {
        return false;
    }

    // ---- what calls and the time do; the second thread looks again ----

    /**
     * A permit or the rejection.
     *
     * @return null if time has brought another period, or another step of this one
     */
    static @Nullable Object admit(StateMachine machine, @Nullable ThreadSlot slot, Period now) {
        Recovery recovery = (Recovery) now;
        long nanos = machine.nanos();
        if (caughtUp(machine, recovery, nanos)) {
            return null;
        }
        return recovery.admitsNext(nanos) ? Permit.admitted(slot, recovery, nanos) : machine.reject(slot, recovery, 0);
    }

    /**
     * Makes the earliest change that is due by time: a probe from before the recovery hangs (R21) or is lost (R7), or the recovery
     * is over. Each happens as of its moment.
     *
     * @return whether one was due
     */
    static boolean caughtUp(StateMachine machine, Period now, long nanos) {
        Recovery recovery = (Recovery) now;
        long end = recovery.beganAt + recovery.length;
        boolean isOver = nanos - end >= 0;
        Probe late = recovery.firstLate(isOver ? end : nanos);
        if (late != null) {
            if (!late.endUnseen()) {
                recovery.failed(machine, late);
            }
            return true;
        }
        if (!isOver) {
            return false;
        }
        machine.step(
                recovery,
                NextPeriod.closed(machine, recovery, TransitionCause.RECOVERED, TransitionReasons.RECOVERY_OVER, end));
        return true;
    }

    /** The probe that was the first to hang or to be lost until then; null if there is none. */
    private @Nullable Probe firstLate(long until) {
        Probe first = null;
        for (Probe probe : probes) {
            if (probe.left == null
                    && (probe.hangs(until) || probe.isLost(until))
                    && (first == null || probe.lateAt() - first.lateAt() < 0)) {
                first = probe;
            }
        }
        return first;
    }

    /** One step: a probe hangs, or is lost. */
    private void failed(StateMachine machine, Probe probe) {
        long at = probe.lateAt();
        if (!probe.hangsFirst()) {
            String reason = TransitionReasons.lost(probe.period.policy.probeTimeoutNanos);
            machine.step(this, NextPeriod.opened(machine, this, TransitionCause.PROBE_TIMEOUT, reason, at));
            return;
        }
        probe.setHung(machine.counters);
        boolean enough = failures + 1 >= probe.period.policy.halfOpenErrorThreshold;
        machine.step(this, enough ? NextPeriod.reopened(machine, this, failures + 1, at, null) : withFailure(probe));
    }

    /**
     * The outcome of a call of that HALF_OPEN, a probe or one that was admitted in the recovery.
     *
     * @param admitting a period of that HALF_OPEN
     * @param probe the call, if it is a probe
     * @param failed whether it counts as failed
     * @param policy the settings that the call was admitted with
     * @param said the exception, or the result that is an error, see {@link NextPeriod}
     * @return whether it counted, rather than being late (R5)
     */
    static boolean end(
            StateMachine machine,
            Period admitting,
            @Nullable Probe probe,
            Outcome outcome,
            boolean failed,
            CompiledSettings policy,
            long nanos,
            @Nullable Object said) {
        for (; ; ) {
            Period now = machine.period();
            if (!now.isSameAs(admitting)) {
                return false;
            }
            if (caughtUp(machine, now, nanos)) {
                continue;
            }
            Recovery recovery = (Recovery) now;
            if (probe != null && probe.isHung()) {
                return true;
            }
            if (outcome == Outcome.CANCELLED) {
                if (probe == null
                        || !Probe.isIn(recovery.probes, probe)
                        || machine.step(recovery, recovery.withCancelled(probe))) {
                    return true;
                }
                continue;
            }
            int failures = recovery.failures + 1;
            Period next;
            if (failed && failures >= policy.halfOpenErrorThreshold) {
                next = NextPeriod.reopened(machine, recovery, failures, nanos, said);
            } else {
                next = failed ? recovery.withFailure(probe) : recovery.withSuccess(probe);
            }
            if (machine.step(recovery, next)) {
                return true;
            }
        }
    }
}
