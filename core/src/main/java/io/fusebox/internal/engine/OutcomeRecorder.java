package io.fusebox.internal.engine;

import io.fusebox.State;
import io.fusebox.TransitionCause;
import org.jspecify.annotations.Nullable;

/** Ends a call: finds out its outcome, tells the state machine as the permit says, and counts it. */
final class OutcomeRecorder {
    /** No constant, see {@link CallGate}. */
    private static final String NOTING = String.valueOf("noting an error of");

    private OutcomeRecorder() {}

    /**
     * Ends a call. Whatever fails meanwhile, it is counted once when this returns, and a probe's slot is given back or
     * {@link Probe left}. What it does after a fault takes no room in the heap.
     *
     * @param cell the current thread's, if it has one
     * @param known the outcome, if nothing was thrown
     * @param condition what makes an error of a result (R10); null if it is none
     * @param result that result
     * @param unseen how long ago the call may have ended, in ticks
     * @return what failed; null if nothing did
     * @throws StackOverflowError if there was no room even to count; then it is not counted
     */
    static @Nullable Throwable end(
            CallGate gate,
            @Nullable ThreadSlot cell,
            Permit permit,
            long startedAt,
            Outcome known,
            @Nullable Throwable thrown,
            @Nullable String condition,
            @Nullable Object result,
            long unseen) {
        // What it is taken for if that cannot be found out: then nothing is known of the service.
        Outcome outcome = Outcome.CANCELLED;
        try {
            outcome = thrown == null ? known : policyOf(permit).classify(thrown);
            if (outcome == Outcome.ERROR) {
                noteError(gate, thrown, condition);
            }
            Object said = thrown == null ? result : thrown;
            if (permit instanceof Permit.Timed timed) {
                decide(gate.machine, gate.tally, cell, timed.permit, timed.startedAt, outcome, unseen, said);
            } else {
                decide(gate.machine, gate.tally, cell, permit, startedAt, outcome, unseen, said);
            }
            return null;
        } catch (Throwable fault) {
            if (permit instanceof Probe probe) {
                probe.left = outcome;
            }
            // Not counted yet: that is the last thing that decide does.
            gate.tally.increment(cell, outcome.counter(false));
            return fault;
        }
    }

    /** One that there is no room for is left out. */
    private static void noteError(CallGate gate, @Nullable Throwable thrown, @Nullable String condition) {
        try {
            gate.machine.failedWith(
                    thrown == null ? LastError.ofResult(String.valueOf(condition)) : LastError.of(thrown));
        } catch (Throwable fault) {
            gate.report(NOTING, fault);
        }
    }

    /** The settings that the call was admitted with (R17). */
    static CompiledSettings policyOf(Permit permit) {
        if (permit instanceof Permit.Timed timed) {
            return policyOf(timed.permit);
        }
        if (permit instanceof Permit.Observed observed) {
            return observed.period.policy;
        }
        return permit instanceof Probe probe ? probe.period.policy : ((Period) permit).policy;
    }

    /** Tells the state machine, then counts: if anything fails, the outcome is not counted. */
    private static void decide(
            StateMachine machine,
            CallCounters tally,
            @Nullable ThreadSlot cell,
            Permit permit,
            long startedAt,
            Outcome outcome,
            long unseen,
            @Nullable Object said) {
        if (policyOf(permit).warming) {
            // What the end of a warm-up makes late does not depend on who has looked (R23).
            var unused = machine.settled();
        }
        if (permit instanceof Probe probe) {
            long nanos = machine.nanos() - unseen;
            boolean slow = isSlow(probe.period.policy, outcome, nanos - probe.startedAt);
            // For whoever applies the outcome, should that fail here.
            probe.endedAt = nanos;
            probe.slow = slow;
            count(tally, cell, outcome, slow, false, !Probe.end(machine, probe, outcome, slow, nanos, said));
        } else if (permit instanceof Period.Closed closed) {
            long nanos = closed.policy.timed ? machine.nanos() : 0;
            boolean slow = isSlow(closed.policy, outcome, nanos - unseen - startedAt);
            boolean counted = endClosed(machine, closed, outcome, slow, nanos, said);
            count(tally, cell, outcome, slow, counted, !counted);
        } else if (permit instanceof Permit.Observed observed) {
            boolean slow = isSlowNow(machine, observed.period.policy, outcome, observed.startedAt + unseen);
            count(tally, cell, outcome, slow, false, false);
        } else if (((Period) permit).state() == State.HALF_OPEN) {
            Period recovering = (Period) permit;
            CompiledSettings policy = recovering.policy;
            long nanos = machine.nanos() - unseen;
            boolean slow = isSlow(policy, outcome, nanos - startedAt);
            boolean failed = Probe.isFailure(policy, outcome, slow);
            boolean counted = Recovery.end(machine, recovering, outcome, failed, policy, nanos, said);
            count(tally, cell, outcome, slow, false, !counted);
        } else {
            Period forced = (Period) permit;
            boolean slow = isSlowNow(machine, forced.policy, outcome, startedAt + unseen);
            count(tally, cell, outcome, slow, false, !machine.period().isSameAs(forced));
        }
    }

    /**
     * The outcome of a call from CLOSED (R1, R8–R10, R12).
     *
     * @param said the exception, or the result that is an error, see {@link NextPeriod}
     * @return whether it counted, rather than being late (R5)
     */
    private static boolean endClosed(
            StateMachine machine,
            Period.Closed admitting,
            Outcome outcome,
            boolean slow,
            long endedAt,
            @Nullable Object said) {
        long nanos = endedAt;
        CompiledSettings policy = admitting.policy;
        boolean recorded = false;
        for (; ; ) {
            if (!(machine.period() instanceof Period.Closed now) || !now.isSameAs(admitting)) {
                return false;
            }
            if (outcome == Outcome.CANCELLED) {
                return true;
            }
            RateWindow window = now.window;
            boolean error = outcome == Outcome.ERROR;
            if (!policy.timed && ((window != null && window.needsTime()) || (error && now.errorsExpire()))) {
                // Such a window came with newer settings than those under which the call ends (R17).
                nanos = machine.nanos();
            }
            long errors = error ? now.errorsWithOneMore(policy, nanos) : 0;
            if (window != null && !recorded) {
                window.record(error, slow, nanos);
                recorded = true;
            }
            if (error && errors >= policy.errorThreshold) {
                if (trip(machine, now, TransitionCause.ERROR_THRESHOLD, TransitionReasons.errors(errors), said)) {
                    return true;
                }
            } else if (error
                    && window != null
                    && window.errorRateReached(policy.errorRateThreshold, policy.minimumCalls, nanos)) {
                if (trip(machine, now, TransitionCause.ERROR_RATE, window.errorShare(nanos), said)) {
                    return true;
                }
            } else if (slow
                    && window != null
                    && window.slowRateReached(policy.slowCallRateThreshold, policy.minimumCalls, nanos)) {
                if (trip(machine, now, TransitionCause.SLOW_CALL_RATE, window.slowShare(nanos), null)) {
                    return true;
                }
            } else if (error) {
                if (machine.step(now, now.withErrors(errors, nanos))) {
                    return true;
                }
            } else if (now.errors == 0 || machine.step(now, now.withoutErrors(machine.tally))) {
                return true;
            }
        }
    }

    /** CLOSED to OPEN (R1, R12). */
    private static boolean trip(
            StateMachine machine, Period.Closed from, TransitionCause cause, String reason, @Nullable Object said) {
        return machine.step(from, NextPeriod.opened(machine, from, cause, reason, machine.nanos(), said));
    }

    private static boolean isSlowNow(StateMachine machine, CompiledSettings policy, Outcome outcome, long startedAt) {
        return policy.timed && isSlow(policy, outcome, machine.nanos() - startedAt);
    }

    private static boolean isSlow(CompiledSettings policy, Outcome outcome, long nanos) {
        return policy.timed && outcome != Outcome.CANCELLED && nanos > policy.slowCallNanos;
    }

    /**
     * Counts an outcome.
     *
     * @param closed whether it counted for a CLOSED period
     * @param late whether it counted for no period, since its own was over (R5)
     */
    private static void count(
            CallCounters tally,
            @Nullable ThreadSlot cell,
            Outcome outcome,
            boolean slow,
            boolean closed,
            boolean late) {
        if (late) {
            tally.increment(cell, CallCounters.LATE);
        }
        if (slow) {
            tally.increment(cell, closed ? CallCounters.SLOW : CallCounters.OTHER_SLOW);
        }
        tally.increment(cell, outcome.counter(closed));
    }
}
