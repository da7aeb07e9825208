package io.fusebox.internal.engine;

import io.fusebox.State;
import io.fusebox.Transition;
import io.fusebox.TransitionCause;
import io.fusebox.WaitSource;
import io.fusebox.internal.jdk.JdkThreads;
import io.fusebox.internal.text.TransitionReasons;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the period that is to follow the present one of a {@link StateMachine}; to put it in force is a step there. */
final class NextPeriod {
    private NextPeriod() {}

    /** OPEN for as long as the settings say (R13), from the given instant on. */
    static Period.Open opened(StateMachine machine, Period from, TransitionCause cause, String reason, long nanos) {
        PeriodLog log = logged(machine, from, State.OPEN, cause, reason);
        return new Period.Open(log, from.policy, nanos + wait(machine, from.policy, log));
    }

    /**
     * OPEN for as long as the call that opens it asks for (R25), or else as the settings say.
     *
     * @param said the exception of the call or, if that made it an error, its result; null if there is nothing to ask
     */
    static Period.Open opened(
            StateMachine machine,
            Period from,
            TransitionCause cause,
            String reason,
            long nanos,
            @Nullable Object said) {
        WaitSource source = from.policy.waitSource;
        long asked = source == null || said == null ? 0 : asked(machine, from.policy, source, said);
        return asked <= 0
                ? opened(machine, from, cause, reason, nanos)
                : new Period.Open(logged(machine, from, State.OPEN, cause, reason), from.policy, nanos + asked);
    }

    /** The source is the program's code, and may do anything (R15). */
    private static long asked(StateMachine machine, CompiledSettings policy, WaitSource source, Object said) {
        try {
            int[] depth = OwnCalls.begin();
            try {
                long nanos = said instanceof Throwable thrown
                        ? source.nanos(ExceptionClassifier.unwrapped(thrown), null)
                        : source.nanos(null, said);
                return Math.min(nanos, policy.longestWaitNanos());
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (StackOverflowError ofTheProgram) {
            return 0;
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
            machine.environment.faults().report("asking how long to wait:", machine.id(), fault);
            return 0;
        }
    }

    /** OPEN again after that many failed probes (R3). */
    static Period.Open reopened(StateMachine machine, Period from, int failures, long nanos, @Nullable Object said) {
        TransitionCause cause = TransitionCause.PROBE_FAILED;
        return opened(machine, from, cause, TransitionReasons.failures(failures), nanos, said);
    }

    static Period.HalfOpen halfOpened(StateMachine machine, Period from, TransitionCause cause, String reason) {
        PeriodLog log = logged(machine, from, State.HALF_OPEN, cause, reason);
        // An operator's move needs no lease.
        return from instanceof Period.Open open && cause == TransitionCause.RESET_TIMEOUT
                ? Period.HalfOpen.begin(log, from.policy, open.heldFrom, open.heldUntil)
                : Period.HalfOpen.begin(log, from.policy, 0, 0);
    }

    /** @param nanos when it begins, in ticks */
    static ClosedPeriod closed(StateMachine machine, Period from, TransitionCause cause, String reason, long nanos) {
        PeriodLog log = logged(machine, from, State.CLOSED, cause, reason);
        return ClosedPeriod.begin(log, from.policy, machine.counters, nanos);
    }

    /**
     * CLOSED with all counters at 0 after a warm-up (R23), unless an operator forced the state.
     *
     * @param after the settings from now on
     * @param nanos when the warm-up was over, in ticks
     */
    static Period warmedUp(StateMachine machine, Period from, CompiledSettings after, long nanos) {
        if (from instanceof Period.Forced) {
            return from.under(after, machine.counters, nanos);
        }
        PeriodLog log = from.state() == State.CLOSED
                ? from.history.anew()
                : logged(machine, from, State.CLOSED, TransitionCause.WARMED_UP, TransitionReasons.WARM_UP_OVER);
        return ClosedPeriod.begin(log, after, machine.counters, nanos);
    }

    /** CLOSED with no openings counted (R18). */
    static ClosedPeriod reset(StateMachine machine, Period from) {
        Transition change =
                transition(machine, from, State.CLOSED, TransitionCause.RESET, TransitionReasons.RESET_BY_OPERATOR);
        PeriodLog log = from.history.withoutOpenCount().after(change, null);
        return ClosedPeriod.begin(log, from.policy, machine.counters, machine.nanos());
    }

    /**
     * What an operator's move leads to (R18): the present period itself if there is nothing to do.
     *
     * @param wait for OPEN, how long it lasts; null: as the settings say
     * @param byFile whether it is the configuration file that moves (R26): what is forced by it is forced by an operator from
     *     an operator's move to the same state on, and the other way round
     */
    static Period moved(StateMachine machine, Period from, State to, @Nullable Duration wait, boolean byFile) {
        if (to == from.state() && to != State.OPEN) {
            return from instanceof Period.Forced forced && forced.byFile != byFile
                    ? new Period.Forced(from.history, from.policy, byFile)
                    : from;
        }
        TransitionCause cause = TransitionCause.MANUAL;
        String reason = byFile ? TransitionReasons.BY_FILE : TransitionReasons.BY_OPERATOR;
        if (to == State.CLOSED) {
            return closed(machine, from, cause, reason, machine.nanos());
        }
        if (to == State.HALF_OPEN) {
            return halfOpened(machine, from, cause, reason);
        }
        if (to == State.OPEN) {
            long nanos = machine.nanos();
            Period.Open open = from instanceof Period.Open already
                    ? already.until(nanos + wait(machine, already.policy, already.history))
                    : opened(machine, from, cause, reason, nanos);
            return wait == null ? open : open.until(nanos + wait.toNanos());
        }
        return new Period.Forced(logged(machine, from, to, cause, reason), from.policy, byFile);
    }

    /** @param to FORCED_OPEN or FORCED_CLOSED */
    static Period.Forced forcedByFleet(StateMachine machine, Period from, State to, String reason) {
        return new Period.Forced(logged(machine, from, to, TransitionCause.FLEET, reason), from.policy, false);
    }

    private static long wait(StateMachine machine, CompiledSettings policy, PeriodLog log) {
        return policy.waitNanos(log.openings, machine.environment.spread());
    }

    private static PeriodLog logged(StateMachine machine, Period from, State to, TransitionCause cause, String reason) {
        return from.history.after(transition(machine, from, to, cause, reason), machine.lastError());
    }

    private static Transition transition(
            StateMachine machine, Period from, State to, TransitionCause cause, String reason) {
        BreakerId id = machine.id();
        return new Transition(id.name(), id.key(), from.state(), to, cause, reason, Instant.now());
    }
}
