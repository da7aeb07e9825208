package io.fusebox.internal.engine;

import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.TransitionCause;

/**
 * What a fleet of JVMs does to a breaker: facts from outside, each one step of the {@link StateMachine}. A fact that
 * is about a period holds for that period alone: if another has begun, it does nothing.
 *
 * <p>Defined in the bootstrap loader only when a JVM joins a fleet. Safe for use by any thread; no method waits.
 */
public final class FleetMoves {
    private FleetMoves() {}

    /** The breaker's clock, in ticks. */
    public static long nanos(StateMachine machine) {
        return machine.nanos();
    }

    /** How long the wait in OPEN lasts from now on, in nanoseconds; 0 if it is over, or if the breaker is not OPEN. */
    public static long waitNanos(StateMachine machine) {
        return machine.period() instanceof Period.Open open ? Math.max(0, open.deadline - machine.nanos()) : 0;
    }

    /** Whether the breaker is in its warm-up (R23), or off (R20): the fleet does not open it and holds no probe back. */
    public static boolean isApart(StateMachine machine) {
        return isApart(machine.settled());
    }

    private static boolean isApart(Period now) {
        return now.policy.warming || now.policy.mode == Mode.OFF;
    }

    /**
     * CLOSED to OPEN, for as long as the settings say. Does nothing to a breaker that is {@linkplain #isApart apart}.
     *
     * @param seen the period that the fleet knows
     * @return whether it did
     */
    public static boolean open(StateMachine machine, PeriodLog seen, String reason) {
        for (; ; ) {
            Period from = machine.settled();
            if (from.history != seen || from.state() != State.CLOSED || isApart(from)) {
                return false;
            }
            if (machine.step(from, NextPeriod.opened(machine, from, TransitionCause.FLEET, reason, machine.nanos()))) {
                return true;
            }
        }
    }

    /**
     * Holds probes back: none begins from one instant to the other, in ticks. The same instant twice holds none back.
     *
     * @param seen the period that the fleet knows, OPEN or HALF_OPEN
     */
    public static void hold(StateMachine machine, PeriodLog seen, long from, long until) {
        for (; ; ) {
            Period now = machine.period();
            Period next = null;
            if (now.history != seen) {
                return;
            } else if (now instanceof Period.Open open) {
                next = new Period.Open(open.history, open.policy, open.deadline, from, until);
            } else if (now instanceof Period.HalfOpen halfOpen) {
                next = halfOpen.held(from, until);
            }
            if (next == null || machine.step(now, next)) {
                return;
            }
        }
    }

    /**
     * Ends the wait in OPEN, and holds no probe back: somebody else has found that the service works.
     *
     * @param seen the period that the fleet knows
     */
    public static void endWait(StateMachine machine, PeriodLog seen) {
        for (Period now = machine.period(); now.history == seen; now = machine.period()) {
            if (now instanceof Period.Open open) {
                long nanos = machine.nanos();
                long end = open.deadline - nanos < 0 ? open.deadline : nanos;
                if (!machine.step(now, new Period.Open(open.history, open.policy, end, 0, 0))) {
                    continue;
                }
            } else {
                hold(machine, seen, 0, 0);
            }
            return;
        }
    }

    /**
     * Forces a state by an order to the fleet (R4); does nothing if the breaker is in it.
     *
     * @param to FORCED_OPEN or FORCED_CLOSED
     * @return whether it did something
     */
    public static boolean force(StateMachine machine, State to, String reason) {
        for (; ; ) {
            Period from = machine.settled();
            if (from.state() == to) {
                return false;
            }
            if (machine.step(from, NextPeriod.forcedByFleet(machine, from, to, reason))) {
                return true;
            }
        }
    }

    /** Closes the breaker if an order to the fleet forced its state. Returns whether it did. */
    public static boolean takeBack(StateMachine machine, String reason) {
        for (; ; ) {
            Period from = machine.settled();
            if (!(from instanceof Period.Forced) || from.history.recent[0].cause() != TransitionCause.FLEET) {
                return false;
            }
            TransitionCause cause = TransitionCause.FLEET;
            if (machine.step(from, NextPeriod.closed(machine, from, cause, reason, machine.nanos()))) {
                return true;
            }
        }
    }
}
