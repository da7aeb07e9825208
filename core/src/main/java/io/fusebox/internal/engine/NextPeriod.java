package io.fusebox.internal.engine;

import io.fusebox.State;
import io.fusebox.Transition;
import io.fusebox.TransitionCause;
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

    static Period.HalfOpen halfOpened(StateMachine machine, Period from, TransitionCause cause, String reason) {
        return Period.HalfOpen.begin(logged(machine, from, State.HALF_OPEN, cause, reason), from.policy);
    }

    static Period.Closed closed(StateMachine machine, Period from, TransitionCause cause, String reason) {
        return closed(machine, from, logged(machine, from, State.CLOSED, cause, reason));
    }

    /** CLOSED with no openings counted (R18). */
    static Period.Closed reset(StateMachine machine, Period from) {
        Transition change =
                transition(machine, from, State.CLOSED, TransitionCause.RESET, TransitionReasons.RESET_BY_OPERATOR);
        return closed(machine, from, from.history.withoutOpenCount().after(change, null));
    }

    private static Period.Closed closed(StateMachine machine, Period from, PeriodLog log) {
        return Period.Closed.begin(log, from.policy, machine.tally, machine.nanos());
    }

    /**
     * What an operator's move leads to (R18): the present period itself if there is nothing to do.
     *
     * @param wait for OPEN, how long it lasts; null: as the settings say
     */
    static Period moved(StateMachine machine, Period from, State to, @Nullable Duration wait) {
        if (to == from.state() && to != State.OPEN) {
            return from;
        }
        TransitionCause cause = TransitionCause.MANUAL;
        String reason = TransitionReasons.BY_OPERATOR;
        if (to == State.CLOSED) {
            return closed(machine, from, cause, reason);
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
        return new Period.Forced(logged(machine, from, to, cause, reason), from.policy);
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
