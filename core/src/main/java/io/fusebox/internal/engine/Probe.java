package io.fusebox.internal.engine;

import io.fusebox.TransitionCause;
import io.fusebox.internal.text.TransitionReasons;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call admitted in HALF_OPEN: its lease on one of the slots. The slot is held by being in {@link
 * Period.HalfOpen#probes}, so it cannot be given back twice (R6).
 *
 * <p>A probe is <em>left</em> if its end could not reach the state machine, for lack of room or because of a fault. Plain writes
 * note the outcome here. The next thread that looks at the period applies it, as of the moment of the end.
 */
final class Probe implements Permit {
    /** A step of the period that admitted it, with the settings under which it ends. */
    final Period.HalfOpen period;

    final long startedAt;

    private static final VarHandle SLOW_COUNTED;

    static {
        try {
            SLOW_COUNTED = MethodHandles.lookup().findVarHandle(Probe.class, "slowCounted", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** The call, once it waits for a stage that may end unseen; null before, and for others. */
    volatile @Nullable WeakReference<DetachedCall> call;

    /** Whether it has failed by hanging (R21): then its end decides nothing any more. Written before the step that says so. */
    private volatile boolean hung;

    /** 1 once it counts as slow; through {@link #SLOW_COUNTED}. */
    @SuppressWarnings("UnusedVariable")
    private volatile int slowCounted;

    /** When it ended, in ticks; as long as nobody knows, when it began. Written before {@link #left}. */
    long endedAt;

    /** Whether its call has ended. */
    volatile boolean ended;

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

    /** Whether the probe is one of these. */
    static boolean isIn(Probe[] probes, Probe probe) {
        for (Probe one : probes) {
            if (one == probe) {
                return true;
            }
        }
        return false;
    }

    /** The probes without one of them. */
    static Probe[] without(Probe[] probes, Probe probe) {
        Probe[] others = new Probe[probes.length - 1];
        int count = 0;
        for (Probe one : probes) {
            if (one != probe) {
                others[count++] = one;
            }
        }
        return others;
    }

    boolean isOf(CallCounters breaker) {
        CallGate gate = period.history.gate;
        return gate != null && gate.counters == breaker;
    }

    /** Ends its call if the stage of the call has ended and has not called back yet. Returns whether it did. */
    boolean endUnseen() {
        return WatchedCalls.endUnseen(call);
    }

    /** Whether the lease runs longer than its settings allow (R7). */
    boolean isLost(long nanos) {
        long timeout = period.policy.probeTimeoutNanos;
        return timeout != CompiledSettings.NEVER && nanos - startedAt >= timeout;
    }

    /** Whether it is under way and has taken longer than its settings allow, so that it has failed (R21). */
    boolean hangs(long nanos) {
        CompiledSettings policy = period.policy;
        return policy.slowCallsDecide && left == null && nanos - startedAt > policy.slowCallNanos;
    }

    /**
     * Counts it as slow if it is under way and has lasted {@code slow-call-duration}, in whatever state the breaker is (R21).
     *
     * @return whether it has lasted so long
     */
    boolean countIfSlow(CallCounters counters, long nanos) {
        boolean isSlow = nanos - startedAt > period.policy.slowCallNanos;
        if (isSlow && !endUnseen() && claimSlow()) {
            counters.increment(null, CallCounters.OTHER_SLOW);
        }
        return isSlow;
    }

    /** When it began to hang, in ticks. */
    long hangsSince() {
        return startedAt + period.policy.slowCallNanos;
    }

    /** Whether it is the caller's to count it as slow: it is nobody's after that. */
    boolean claimSlow() {
        return SLOW_COUNTED.compareAndSet(this, 0, 1);
    }

    /** Whether it fails by hanging (R21) before it is lost (R7). */
    boolean hangsFirst() {
        CompiledSettings policy = period.policy;
        return policy.slowCallsDecide && policy.slowCallNanos < policy.probeTimeoutNanos;
    }

    /** When it began to hang or was lost, whatever came first, in ticks; only for one that did. */
    long lateAt() {
        return hangsFirst() ? hangsSince() : lostAt();
    }

    /** When the lease ran out, in ticks; only for a lost probe. */
    long lostAt() {
        return startedAt + period.policy.probeTimeoutNanos;
    }

    // ---- what calls and the time do in HALF_OPEN; a change is one step; the second thread looks again ----

    /**
     * OPEN to HALF_OPEN (R2): the call that arrives after the wait is the first probe.
     *
     * @return null if another call came first
     */
    static @Nullable Probe first(StateMachine machine, Period.Open from, long nanos) {
        Period.HalfOpen begun =
                NextPeriod.halfOpened(machine, from, TransitionCause.RESET_TIMEOUT, TransitionReasons.WAIT_OVER);
        return admitted(machine, from, begun, new Probe(begun, nanos));
    }

    /**
     * A further probe of a period in HALF_OPEN, or the rejection.
     *
     * @return null if the period is over, another step came first, or a probe had ended unseen
     */
    static @Nullable Object admit(StateMachine machine, @Nullable ThreadSlot slot, Period.HalfOpen now, long nanos) {
        if (caughtUp(machine, now, nanos)) {
            return null;
        }
        if (now.rejects(nanos)) {
            return now.endUnseen() ? null : machine.reject(slot, now, 0);
        }
        return admitted(machine, now, now, new Probe(now, nanos));
    }

    /**
     * One step: one more probe.
     *
     * @param begun the period in HALF_OPEN, which may only begin with the step
     * @return null if another step came first
     */
    private static @Nullable Probe admitted(StateMachine machine, Period from, Period.HalfOpen begun, Probe probe) {
        try {
            if (!machine.step(from, begun.with(probe))) {
                return null;
            }
            probe.watch();
            return probe;
        } catch (Throwable fault) {
            // It may hold a slot, and the call will pass uncounted.
            probe.withdrawn = true;
            probe.left = Outcome.CANCELLED;
            throw fault;
        }
    }

    /** Has it watched, since it may outlive its period (R21). */
    private void watch() {
        CallGate gate = period.history.gate;
        WatchedCalls calls = gate == null ? null : gate.hanging;
        if (calls != null) {
            calls.keep(this);
        }
    }

    /**
     * The outcome of a probe (R3, R6–R10, R12).
     *
     * @param said the exception, or the result that is an error, see {@link NextPeriod}
     * @return whether it counted, rather than being late (R5)
     */
    static boolean end(
            StateMachine machine, Probe probe, Outcome outcome, boolean slow, long nanos, @Nullable Object said) {
        for (; ; ) {
            Period present = machine.period();
            if (!present.isSameAs(probe.period)) {
                return false;
            }
            if (!(present instanceof Period.HalfOpen now)) {
                if (probe.hung) {
                    return machine.settled().isSameAs(probe.period);
                }
                CompiledSettings policy = probe.period.policy;
                boolean failed = isFailure(policy, outcome, slow);
                return Recovery.end(machine, probe.period, probe, outcome, failed, policy, nanos, said);
            }
            if (caughtUp(machine, now, nanos)) {
                continue;
            }
            if (!now.holds(probe)) {
                return probe.hung;
            }
            if (applied(machine, now, probe, outcome, slow, nanos, said)) {
                return true;
            }
        }
    }

    /** Whether a call in HALF_OPEN failed (R3, R12); not for one that was cancelled. */
    static boolean isFailure(CompiledSettings policy, Outcome outcome, boolean slow) {
        return !outcome.isGood() || (slow && policy.slowCallsDecide);
    }

    /** One step: the outcome of a probe; false if another step came first. */
    private static boolean applied(
            StateMachine machine,
            Period.HalfOpen now,
            Probe probe,
            Outcome outcome,
            boolean slow,
            long nanos,
            @Nullable Object said) {
        CompiledSettings policy = probe.period.policy;
        if (outcome == Outcome.CANCELLED) {
            return machine.step(now, now.withCancelled(probe, nanos));
        }
        if (!isFailure(policy, outcome, slow)) {
            boolean enough = now.successes + 1 >= policy.successThreshold;
            return enough ? recover(machine, now, probe, nanos) : machine.step(now, now.withSuccess(probe));
        }
        boolean enough = now.failures + 1 >= policy.halfOpenErrorThreshold;
        return enough ? reopen(machine, now, now.failures + 1, nanos, said) : machine.step(now, now.withFailure(probe));
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
        Probe hanging = from.firstHanging(until);
        Period.Undecided undecided = from.undecidedForTooLong(until);
        if (lost == null && undecided == null && hanging == null) {
            return left != null && leftApplied(machine, from, left);
        }
        if (from.endUnseen()) {
            return true;
        }
        if (hanging != null
                && (lost == null || hanging.hangsSince() - lost.lostAt() < 0)
                && (undecided == null || hanging.hangsSince() - undecided.overAt() < 0)) {
            hangingFailed(machine, from, hanging);
        } else if (undecided != null && (lost == null || undecided.overAt() - lost.lostAt() < 0)) {
            expire(
                    machine,
                    from,
                    TransitionReasons.undecided(undecided.probes, undecided.timeoutNanos),
                    undecided.overAt());
        } else if (lost != null) {
            expire(machine, from, TransitionReasons.lost(lost.period.policy.probeTimeoutNanos), lost.lostAt());
        }
        return true;
    }

    /** One step: a probe that hangs has failed, as of the moment at which it had taken too long (R21). */
    private static void hangingFailed(StateMachine machine, Period.HalfOpen from, Probe probe) {
        probe.setHung(machine.counters);
        boolean enough = from.failures + 1 >= probe.period.policy.halfOpenErrorThreshold;
        var unused = enough
                ? reopen(machine, from, from.failures + 1, probe.hangsSince(), null)
                : machine.step(from, from.withFailure(probe));
    }

    /** It has failed by hanging, and counts as slow (R21). Its end decides nothing any more. */
    void setHung(CallCounters counters) {
        hung = true;
        if (claimSlow()) {
            counters.increment(null, CallCounters.OTHER_SLOW);
        }
    }

    boolean isHung() {
        return hung;
    }

    /** One step: the outcome of a probe that was left. Always true: this thread or another one has changed the period. */
    private static boolean leftApplied(StateMachine machine, Period.HalfOpen from, Probe left) {
        var unused = left.withdrawn
                ? machine.step(from, from.without(left))
                : applied(machine, from, left, Objects.requireNonNull(left.left), left.slow, left.endedAt, null);
        return true;
    }

    /** HALF_OPEN to CLOSED (R3), or on to the recovery (R22). */
    private static boolean recover(StateMachine machine, Period.HalfOpen from, Probe last, long nanos) {
        if (from.policy.recoveryNanos != 0) {
            return machine.step(from, Recovery.begin(from, last, nanos));
        }
        TransitionCause cause = TransitionCause.SUCCESS_THRESHOLD;
        String reason = TransitionReasons.successes(from.successes + 1);
        return machine.step(from, NextPeriod.closed(machine, from, cause, reason, machine.nanos()));
    }

    /** HALF_OPEN to OPEN (R3). */
    private static boolean reopen(
            StateMachine machine, Period.HalfOpen from, int failures, long nanos, @Nullable Object said) {
        return machine.step(from, NextPeriod.reopened(machine, from, failures, nanos, said));
    }

    /** HALF_OPEN to OPEN (R7). */
    private static void expire(StateMachine machine, Period.HalfOpen from, String reason, long nanos) {
        machine.step(from, NextPeriod.opened(machine, from, TransitionCause.PROBE_TIMEOUT, reason, nanos));
    }
}
