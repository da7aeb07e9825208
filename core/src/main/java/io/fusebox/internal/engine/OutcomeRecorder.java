package io.fusebox.internal.engine;

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
            long unseen) {
        // What it is taken for if that cannot be found out: then nothing is known of the service.
        Outcome outcome = Outcome.CANCELLED;
        try {
            outcome = thrown == null ? known : policyOf(permit).classify(thrown);
            if (outcome == Outcome.ERROR) {
                noteError(gate, thrown, condition);
            }
            if (permit instanceof Permit.Timed timed) {
                decide(gate.machine, gate.tally, cell, timed.permit, timed.startedAt, outcome, unseen);
            } else {
                decide(gate.machine, gate.tally, cell, permit, startedAt, outcome, unseen);
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
            long unseen) {
        if (permit instanceof Probe probe) {
            long nanos = machine.nanos() - unseen;
            boolean slow = isSlow(probe.period.policy, outcome, nanos - probe.startedAt);
            // For whoever applies the outcome, should that fail here.
            probe.endedAt = nanos;
            probe.slow = slow;
            count(tally, cell, outcome, slow, false, !Probe.end(machine, probe, outcome, slow, nanos));
        } else if (permit instanceof Period.Closed closed) {
            long nanos = closed.policy.timed ? machine.nanos() : 0;
            boolean slow = isSlow(closed.policy, outcome, nanos - unseen - startedAt);
            boolean counted = machine.endClosed(closed, outcome, slow, nanos);
            count(tally, cell, outcome, slow, counted, !counted);
        } else if (permit instanceof Permit.Observed observed) {
            boolean slow = isSlowNow(machine, observed.period.policy, outcome, observed.startedAt + unseen);
            count(tally, cell, outcome, slow, false, false);
        } else {
            Period forced = (Period) permit;
            boolean slow = isSlowNow(machine, forced.policy, outcome, startedAt + unseen);
            count(tally, cell, outcome, slow, false, !machine.period().isSameAs(forced));
        }
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
