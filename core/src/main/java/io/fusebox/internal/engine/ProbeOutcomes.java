package io.fusebox.internal.engine;

import io.fusebox.TransitionCause;
import java.util.Objects;

/**
 * What outcomes of probes and the time that passes do to a {@link StateMachine} in HALF_OPEN. Every change is one {@link
 * StateMachine#step}; if another one came first, the caller looks again.
 */
final class ProbeOutcomes {
    private ProbeOutcomes() {}

    /**
     * The outcome of a probe (R3, R6–R10, R12).
     *
     * @return whether it counted, rather than being late (R5)
     */
    static boolean end(StateMachine machine, Probe probe, Outcome outcome, boolean slow, long nanos) {
        for (; ; ) {
            if (!(machine.period() instanceof Period.HalfOpen now)
                    || !now.isSameAs(probe.period)
                    || !now.holds(probe)) {
                return false;
            }
            if (!caughtUp(machine, now, nanos) && applied(machine, now, probe, outcome, slow, nanos)) {
                return true;
            }
        }
    }

    /** One step: the outcome of a probe; false if another step came first. */
    private static boolean applied(
            StateMachine machine, Period.HalfOpen now, Probe probe, Outcome outcome, boolean slow, long nanos) {
        CompiledSettings policy = probe.period.policy;
        if (outcome == Outcome.CANCELLED) {
            return machine.step(now, now.withCancelled(probe, nanos));
        }
        if (outcome.isGood() && !(slow && policy.slowCallsDecide)) {
            boolean enough = now.successes + 1 >= policy.successThreshold;
            return enough ? recover(machine, now, now.successes + 1) : machine.step(now, now.withSuccess(probe));
        }
        boolean enough = now.failures + 1 >= policy.halfOpenErrorThreshold;
        return enough ? reopen(machine, now, now.failures + 1, nanos) : machine.step(now, now.withFailure(probe));
    }

    /**
     * What has happened in HALF_OPEN since somebody looked, one step of it, the earliest first: the end of a probe that was
     * {@link Probe#left}, a lease that ran out, or too long a time in which nothing was decided. The latter two open the
     * breaker as of that moment (R7), unless a probe has ended unseen: then that counts first.
     *
     * @return whether there was something: then there is another period, or another step of it
     */
    static boolean caughtUp(StateMachine machine, Period.HalfOpen from, long nanos) {
        Probe left = from.firstLeft();
        long until = left == null ? nanos : left.endedAt;
        Probe lost = from.firstLost(until);
        Period.Undecided undecided = from.undecidedForTooLong(until);
        if (lost == null && undecided == null) {
            return left != null && leftApplied(machine, from, left);
        }
        if (from.endUnseen()) {
            return true;
        }
        if (undecided != null && (lost == null || undecided.overAt() - lost.lostAt() < 0)) {
            expire(machine, from, TransitionReasons.undecided(undecided), undecided.overAt());
        } else if (lost != null) {
            expire(machine, from, TransitionReasons.lost(lost), lost.lostAt());
        }
        return true;
    }

    /** One step: the outcome of a probe that was left. Always true: the period is another one now, whoever stepped. */
    private static boolean leftApplied(StateMachine machine, Period.HalfOpen from, Probe left) {
        var unused = left.withdrawn
                ? machine.step(from, from.without(left))
                : applied(machine, from, left, Objects.requireNonNull(left.left), left.slow, left.endedAt);
        return true;
    }

    /** HALF_OPEN to CLOSED (R3). */
    private static boolean recover(StateMachine machine, Period.HalfOpen from, int successes) {
        TransitionCause cause = TransitionCause.SUCCESS_THRESHOLD;
        return machine.step(from, NextPeriod.closed(machine, from, cause, TransitionReasons.successes(successes)));
    }

    /** HALF_OPEN to OPEN (R3). */
    private static boolean reopen(StateMachine machine, Period.HalfOpen from, int failures, long nanos) {
        TransitionCause cause = TransitionCause.PROBE_FAILED;
        return machine.step(from, NextPeriod.opened(machine, from, cause, TransitionReasons.failures(failures), nanos));
    }

    /** HALF_OPEN to OPEN (R7). */
    private static void expire(StateMachine machine, Period.HalfOpen from, String reason, long nanos) {
        machine.step(from, NextPeriod.opened(machine, from, TransitionCause.PROBE_TIMEOUT, reason, nanos));
    }
}
