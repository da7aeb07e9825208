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
     * Initialises the classes that the first call and the first error take. A class whose first use is at the end of the stack
     * can never be used again.
     */
    static void prepare() {
        initialise(
                Outcome.class,
                TransitionCause.class,
                State.class,
                Period.HalfOpen.class,
                PeriodLog.class,
                Nesting.class,
                JdkThreads.class,
                DetachedCall.class,
                ThreadSlot.class,
                OwnCalls.class,
                Permit.class,
                Probe.class,
                NextPeriod.class,
                TransitionReasons.class,
                LastError.class);
        try {
            Class<?> unused = Class.forName("java.lang.ClassValue$ClassValueMap", true, null);
        } catch (ClassNotFoundException inAnotherJdk) {
            // Then the first verdict on a class makes what it takes.
            return;
        }
    }

    private static void initialise(Class<?>... types) {
        for (Class<?> type : types) {
            try {
                Class<?> unused = Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException impossible) {
                throw new LinkageError(type.getName(), impossible);
            }
        }
    }

    /**
     * Ends a call. Whatever fails meanwhile, it is counted once when this returns, and a probe's slot is given back or
     * {@link Probe left}. What it does after a fault takes no room in the heap.
     *
     * @param cell the current thread's, if it has one
     * @param inside whether the current thread is inside of the call
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
            boolean inside,
            Permit permit,
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
                Permit.Timed hung = timed.takeHung();
                decide(gate.machine, gate.tally, cell, timed.permit, timed.startedAt, hung, outcome, unseen, said);
            } else if (inside && cell != null) {
                Permit.Timed hung = cell.takeHung();
                decide(gate.machine, gate.tally, cell, permit, cell.startedAt, hung, outcome, unseen, said);
            } else {
                decide(gate.machine, gate.tally, cell, permit, 0, null, outcome, unseen, said);
            }
            return null;
        } catch (Throwable fault) {
            if (permit instanceof Probe probe) {
                probe.left = outcome;
            } else if (permit instanceof Permit.Timed timed) {
                timed.state = Permit.Timed.ENDED;
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
            Permit.@Nullable Timed hung,
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
            boolean counted = Probe.end(machine, probe, outcome, slow, nanos, said);
            count(tally, cell, outcome, slow && probe.claimSlow(), false, !counted, false);
        } else if (permit instanceof Period.Closed closed) {
            long nanos = closed.policy.timed ? machine.nanos() : 0;
            boolean slow = hung == null && isSlow(closed.policy, outcome, nanos - unseen - startedAt);
            boolean counted = endClosed(machine, closed, outcome, slow, hung, nanos, said);
            count(tally, cell, outcome, slow, counted, !counted, hung != null);
        } else if (permit instanceof Permit.Observed observed) {
            boolean slow = isSlowNow(machine, observed.period.policy, outcome, observed.startedAt + unseen);
            count(tally, cell, outcome, slow, false, false, false);
        } else if (((Period) permit).state() == State.HALF_OPEN) {
            Period recovering = (Period) permit;
            CompiledSettings policy = recovering.policy;
            long nanos = machine.nanos() - unseen;
            boolean slow = hung == null && isSlow(policy, outcome, nanos - startedAt);
            boolean failed = Probe.isFailure(policy, outcome, slow);
            // One that hangs has failed already.
            boolean counted = (hung != null && policy.slowCallsDecide)
                    ? machine.settled().isSameAs(recovering)
                    : Recovery.end(machine, recovering, outcome, failed, policy, nanos, said);
            count(tally, cell, outcome, slow, false, !counted, false);
        } else {
            Period forced = (Period) permit;
            boolean slow = hung == null && isSlowNow(machine, forced.policy, outcome, startedAt + unseen);
            count(tally, cell, outcome, slow, false, !machine.period().isSameAs(forced), false);
        }
    }

    /**
     * A call that is no probe has lasted longer than {@code slow-call-duration} and has not ended (R21): it counts as slow.
     *
     * @param call finds out where it stands
     * @return whether it counted for a CLOSED period
     */
    static boolean hangs(StateMachine machine, Period admitting, Permit.Timed call, long nanos) {
        CompiledSettings policy = admitting.policy;
        if (admitting instanceof Period.Closed closed) {
            return hangsInClosed(machine, closed, call, nanos);
        }
        if (admitting.state() == State.HALF_OPEN && policy.slowCallsDecide) {
            var unused = Recovery.end(machine, admitting, Outcome.ERROR, true, policy, nanos, null);
        }
        return false;
    }

    private static boolean hangsInClosed(StateMachine machine, Period.Closed admitting, Permit.Timed call, long nanos) {
        CompiledSettings policy = admitting.policy;
        boolean recorded = false;
        for (; ; ) {
            if (!(machine.settled() instanceof Period.Closed now) || !now.isSameAs(admitting)) {
                return false;
            }
            RateWindow window = now.window;
            if (!recorded) {
                call.counted(window, window == null ? 0 : window.record(false, true, nanos));
                recorded = true;
            }
            if (window == null || !window.slowRateReached(policy.slowCallRateThreshold, policy.minimumCalls, nanos)) {
                return true;
            }
            if (trip(machine, now, TransitionCause.SLOW_CALL_RATE, window.slowShare(nanos), null)) {
                return true;
            }
        }
    }

    /**
     * The outcome of a call from CLOSED (R1, R8–R10, R12).
     *
     * @param hung what the call is that has counted as slow before (R21): only its error is new; null if it has not
     * @param said the exception, or the result that is an error, see {@link NextPeriod}
     * @return whether it counted, rather than being late (R5)
     */
    private static boolean endClosed(
            StateMachine machine,
            Period.Closed admitting,
            Outcome outcome,
            boolean slow,
            Permit.@Nullable Timed hung,
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
                record(window, error, slow, hung, nanos);
                recorded = true;
            }
            if (error && errors >= policy.errorThreshold) {
                if (trip(machine, now, TransitionCause.ERROR_THRESHOLD, TransitionReasons.errors(errors), said)) {
                    return true;
                }
            } else if (error
                    && window != null
                    && window.errorRateReached(hung != null, policy.errorRateThreshold, policy.minimumCalls, nanos)) {
                if (trip(machine, now, TransitionCause.ERROR_RATE, window.errorShare(hung != null, nanos), said)) {
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

    private static void record(
            RateWindow window, boolean error, boolean slow, Permit.@Nullable Timed hung, long nanos) {
        if (hung == null) {
            var unused = window.record(error, slow, nanos);
            return;
        }
        window.turn(nanos);
        if (error) {
            hung.failed(window);
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
     * @param hung whether it has counted as slow for a CLOSED period before it ended, if it is {@code closed} (R21)
     */
    private static void count(
            CallCounters tally,
            @Nullable ThreadSlot cell,
            Outcome outcome,
            boolean slow,
            boolean closed,
            boolean late,
            boolean hung) {
        if (hung && closed && outcome != Outcome.CANCELLED) {
            tally.increment(null, CallCounters.HUNG_ENDED);
        }
        if (late) {
            tally.increment(cell, CallCounters.LATE);
        }
        if (slow) {
            tally.increment(cell, closed ? CallCounters.SLOW : CallCounters.OTHER_SLOW);
        }
        tally.increment(cell, outcome.counter(closed));
    }
}
