package io.fusebox.internal.engine;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.TransitionCause;
import io.fusebox.internal.jdk.JdkThreads;
import io.fusebox.internal.jdk.OutOfLine;
import io.fusebox.internal.text.DurationText;
import io.fusebox.internal.text.TransitionReasons;
import org.jspecify.annotations.Nullable;

/** Ends a call: finds out its outcome, tells the state machine as the permit says, and counts it. */
final class OutcomeRecorder {
    // No constants, see CallGate.
    private static final String NOTING = String.valueOf("noting an error of");
    private static final String ENDING = String.valueOf("ending a call of");
    private static final String COUNTING = String.valueOf("counting a call of");

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
                ClosedPeriod.class,
                Period.HalfOpen.class,
                PeriodLog.class,
                Nesting.class,
                JdkThreads.class,
                DetachedCall.class,
                UnseenEnd.class,
                ThreadSlot.class,
                OwnCalls.class,
                Permit.class,
                Permit.Observed.class,
                Permit.Timed.class,
                BlockCall.class,
                Probe.class,
                NextPeriod.class,
                TransitionReasons.class,
                DurationText.class,
                LastError.class,
                CircuitOpenException.class);
        // What the JDK makes for its first answer differs between versions.
        var unused = ExceptionClassifier.of(CircuitBreakerSettings.defaults()).get(Error.class);
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
     * Ends a call: counts it, and lets the current thread out of it.
     *
     * @param slot the current thread's, if it has one
     * @param inside whether the current thread is inside of the call
     * @param known the outcome, if nothing was thrown
     * @param condition what makes an error of a result (R10); null if it is none
     * @param result that result
     * @param unseen how long ago the call may have ended, in ticks
     * @throws StackOverflowError if there was no room even to count; then the call has not ended
     */
    @OutOfLine
    static void end(
            CallGate gate,
            @Nullable ThreadSlot slot,
            boolean inside,
            Permit permit,
            Outcome known,
            @Nullable Throwable thrown,
            @Nullable String condition,
            @Nullable Object result,
            long unseen) {
        @Nullable Object @Nullable [] marks = inside && slot == null ? Nesting.marks() : null;
        Throwable fault;
        try {
            fault = record(gate, slot, inside, permit, known, thrown, condition, result, unseen);
        } catch (Throwable noRoom) {
            // It is not counted.
            if (slot == null && noRoom instanceof StackOverflowError) {
                // The caller makes up for it when there is room again, see cancelLost and DetachedCall.
                throw noRoom;
            }
            if (permit instanceof Probe probe && probe.left == null) {
                probe.left = Outcome.CANCELLED;
            } else if (permit instanceof Permit.Timed timed) {
                timed.state = Permit.Timed.ENDED;
            }
            if (slot != null) {
                // No call: that would need room on the stack.
                slot.cancelled++;
            } else {
                countWithoutSlot(gate);
            }
            fault = noRoom;
        }
        if (inside && slot != null) {
            slot.probe = null;
            slot.inCall = 0;
        }
        if (marks != null) {
            for (int i = 0; i < marks.length; i++) {
                if (marks[i] == gate.counters || marks[i] == permit) {
                    marks[i] = null;
                }
            }
        }
        if (fault != null) {
            try {
                gate.report(ENDING, fault);
            } catch (StackOverflowError noRoom) {
                // To the caller that would mean that the call has not ended.
                return;
            } catch (Throwable hopeless) {
                JdkThreads.passOn(hopeless);
            }
        }
    }

    /** The last resort, if what counts otherwise cannot even be linked. */
    private static void countWithoutSlot(CallGate gate) {
        try {
            gate.counters.increment(null, CallCounters.CANCELLED);
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable hopeless) {
            gate.report(COUNTING, hopeless);
        }
    }

    /**
     * Finds out the outcome, tells the state machine and counts it. Whatever fails meanwhile, the call is counted once when this
     * returns, and a probe's slot is given back or {@link Probe left}. What it does after a fault takes no room in the heap.
     *
     * @return what failed; null if nothing did
     * @throws StackOverflowError if there was no room even to count; then it is not counted
     */
    private static @Nullable Throwable record(
            CallGate gate,
            @Nullable ThreadSlot slot,
            boolean inside,
            Permit permit,
            Outcome known,
            @Nullable Throwable thrown,
            @Nullable String condition,
            @Nullable Object result,
            long unseen) {
        // What it is taken for if that cannot be found out: then nothing is known of the service.
        Outcome outcome = Outcome.CANCELLED;
        long startedAt = 0;
        boolean reportsEnds;
        try {
            reportsEnds = policyOf(permit).reportsEnds;
            outcome = thrown == null ? known : policyOf(permit).classify(thrown);
            if (outcome == Outcome.ERROR) {
                noteError(gate, thrown, condition);
            }
            Object said = thrown == null ? result : thrown;
            if (permit instanceof Permit.Timed timed) {
                Permit.Timed hung = timed.takeHung();
                startedAt = timed.startedAt;
                decide(gate.machine, gate.counters, slot, timed.permit, startedAt, hung, outcome, unseen, said);
            } else if (inside && slot != null) {
                Permit.Timed hung = slot.takeHung();
                startedAt = slot.startedAt;
                decide(gate.machine, gate.counters, slot, permit, startedAt, hung, outcome, unseen, said);
            } else {
                decide(gate.machine, gate.counters, slot, permit, 0, null, outcome, unseen, said);
            }
        } catch (Throwable fault) {
            if (permit instanceof Probe probe) {
                probe.left = outcome;
            } else if (permit instanceof Permit.Timed timed) {
                timed.state = Permit.Timed.ENDED;
            }
            // Not counted yet: that is the last thing that decide does.
            gate.counters.increment(slot, outcome.counter(false));
            return fault;
        }
        if (!reportsEnds) {
            return null;
        }
        // The call is counted, so nothing may be thrown from here on. A stack without room is no fault.
        try {
            reportEnd(gate.machine, permit, startedAt, outcome, unseen);
            return null;
        } catch (StackOverflowError noRoom) {
            return null;
        } catch (Throwable fault) {
            return fault;
        }
    }

    private static void reportEnd(StateMachine machine, Permit permit, long startedAt, Outcome outcome, long unseen) {
        Environment.CallListener listener = machine.environment.listener();
        if (listener == null) {
            return;
        }
        long began = startedAt;
        if (permit instanceof Probe probe) {
            began = probe.startedAt;
        } else if (permit instanceof Permit.Observed observed) {
            began = observed.startedAt;
        }
        listener.ended(machine.label, outcome, machine.nanos() - unseen - began, permit instanceof Permit.Observed);
    }

    /** One that there is no room for is left out. */
    private static void noteError(CallGate gate, @Nullable Throwable thrown, @Nullable String condition) {
        try {
            gate.machine.noteError(
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
            CallCounters counters,
            @Nullable ThreadSlot slot,
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
            // For the thread that applies the outcome, if that fails here.
            probe.endedAt = nanos;
            probe.slow = slow;
            probe.ended = true;
            boolean counted = Probe.end(machine, probe, outcome, slow, nanos, said);
            count(counters, slot, outcome, slow && probe.claimSlow(), false, !counted, false);
        } else if (permit instanceof ClosedPeriod closed) {
            long nanos = closed.policy.timed ? machine.nanos() : 0;
            boolean slow = hung == null && isSlow(closed.policy, outcome, nanos - unseen - startedAt);
            boolean counted = ClosedPeriod.end(machine, closed, outcome, slow, hung, nanos, said);
            boolean inWindow = counted && (hung == null || !hung.hasLeftWindow);
            count(counters, slot, outcome, slow, inWindow, !counted, hung != null);
        } else if (permit instanceof Permit.Observed observed) {
            boolean slow = isSlowNow(machine, observed.period.policy, outcome, observed.startedAt + unseen);
            count(counters, slot, outcome, slow, false, false, false);
        } else if (((Period) permit).state() == State.HALF_OPEN) {
            Period recovering = (Period) permit;
            CompiledSettings policy = recovering.policy;
            long nanos = machine.nanos() - unseen;
            boolean slow = hung == null && isSlow(policy, outcome, nanos - startedAt);
            boolean failed = Probe.isFailure(policy, outcome, slow);
            // One that hangs has failed already.
            boolean counted = (hung != null && policy.slowCallsDecide)
                    ? machine.settled().isSameAs(recovering)
                    : Recovery.end(machine, recovering, null, outcome, failed, policy, nanos, said);
            count(counters, slot, outcome, slow, false, !counted, false);
        } else {
            Period forced = (Period) permit;
            boolean slow = hung == null && isSlowNow(machine, forced.policy, outcome, startedAt + unseen);
            count(counters, slot, outcome, slow, false, !machine.period().isSameAs(forced), false);
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
        if (admitting instanceof ClosedPeriod closed) {
            return ClosedPeriod.hangs(machine, closed, call, nanos);
        }
        if (admitting.state() == State.HALF_OPEN && policy.slowCallsDecide) {
            var unused = Recovery.end(machine, admitting, null, Outcome.ERROR, true, policy, nanos, null);
        }
        return false;
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
     * @param closed whether it counts for a CLOSED period and, if that has one, in its window
     * @param late whether it counted for no period, since its own was over (R5)
     * @param hung whether it has counted as slow for a CLOSED period before it ended, if it is {@code closed} (R21)
     */
    private static void count(
            CallCounters counters,
            @Nullable ThreadSlot slot,
            Outcome outcome,
            boolean slow,
            boolean closed,
            boolean late,
            boolean hung) {
        if (hung && closed && outcome != Outcome.CANCELLED) {
            counters.increment(null, CallCounters.HUNG_ENDED);
        }
        if (late) {
            counters.increment(slot, CallCounters.LATE);
        }
        if (slow) {
            counters.increment(slot, closed ? CallCounters.SLOW : CallCounters.OTHER_SLOW);
        }
        counters.increment(slot, outcome.counter(closed));
    }
}
