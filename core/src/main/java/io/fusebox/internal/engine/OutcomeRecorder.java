package io.fusebox.internal.engine;

import org.jspecify.annotations.Nullable;

/** What the end of a call comes to: told to the state machine as its permit says, then counted. */
final class OutcomeRecorder {
    private OutcomeRecorder() {}

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

    /**
     * Tells an end. If it fails, the outcome is not counted: that is the last thing it does.
     *
     * @param cell the current thread's, if it has one
     * @param unseen how long ago the call may have ended, in ticks
     */
    static void tell(
            StateMachine machine,
            CallCounters tally,
            @Nullable ThreadSlot cell,
            Permit permit,
            long startedAt,
            Outcome outcome,
            @Nullable LastError error,
            long unseen) {
        if (error != null) {
            machine.failedWith(error);
        }
        if (permit instanceof Permit.Timed timed) {
            decide(machine, tally, cell, timed.permit, timed.startedAt, outcome, unseen);
        } else {
            decide(machine, tally, cell, permit, startedAt, outcome, unseen);
        }
    }

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
            count(tally, cell, outcome, slow, false, !machine.endProbe(probe, outcome, slow, nanos));
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
