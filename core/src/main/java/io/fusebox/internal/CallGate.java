package io.fusebox.internal;

import io.fusebox.CircuitOpenException;
import io.fusebox.Mode;
import org.jspecify.annotations.Nullable;

/**
 * The way of a guarded call through one circuit breaker: asks for a permit, ends it, counts, and keeps Fusebox's own
 * faults from the application (R15).
 *
 * <p>In CLOSED an admission costs a volatile read and two plain writes, a success the same: no lock, no clock, no
 * allocation. Every permit must be ended exactly once: by {@link #exit} on the thread that entered, or by {@link #leave}
 * there and one of {@link #end}, {@link #endWithBadResult}, {@link #cancel} on any thread. Safe for use by any thread.
 */
public final class CallGate {
    private final StateMachine machine;
    private final Tally tally;
    private final BreakerId id;
    private final Faults faults;

    CallGate(StateMachine machine, Tally tally, BreakerId id, Faults faults) {
        this.machine = machine;
        this.tally = tally;
        this.id = id;
        this.faults = faults;
    }

    /**
     * Asks for a permit.
     *
     * @return the permit, to be handed to {@link #exit} or to {@link #leave} and {@link #end}, exactly once
     * @throws CircuitOpenException if the call is rejected
     */
    public Permit enter() {
        // The volatile read comes last: what is read after it cannot be taken from a register.
        StateMachine states = machine;
        Cell cell = tally.own();
        Period now = states.period();
        if (cell != null && now.direct) {
            if (cell.inCall) {
                return Permit.NESTED;
            }
            cell.increment(Tally.ADMITTED);
            cell.inCall = true;
            return now;
        }
        return enterSlowly(cell);
    }

    /**
     * Ends a call on the thread that entered it.
     *
     * @param permit what {@link #enter} returned, as woven code keeps it; anything else is nobody's call
     */
    public void exit(@Nullable Object permit, @Nullable Throwable thrown) {
        StateMachine states = machine;
        Cell cell = tally.own();
        Period now = states.period();
        if (permit == now && now.quiet && thrown == null && cell != null) {
            cell.inCall = false;
            cell.increment(Tally.SUCCESS);
        } else {
            exitSlowly(cell, permit, thrown);
        }
    }

    private Permit enterSlowly(@Nullable Cell own) {
        try {
            Cell cell = own;
            if (machine.period().policy.mode == Mode.OFF) {
                return Permit.NONE;
            }
            if (tally.inCall(cell)) {
                return Permit.NESTED;
            }
            if (cell == null) {
                cell = tally.claim();
            }
            Permit permit = machine.admit(cell);
            tally.increment(cell, Tally.ADMITTED);
            tally.begin(cell);
            return permit;
        } catch (CircuitOpenException rejection) {
            throw rejection;
        } catch (Throwable fault) {
            faults.report("admitting a call of " + id, fault);
            return Permit.NONE;
        }
    }

    /**
     * Begins a call in block form.
     *
     * @throws CircuitOpenException if the call is rejected
     */
    GuardedCall enterBlock() {
        Permit permit = enter();
        Cell cell = tally.own();
        Nesting.Mark mark = new Nesting.Mark(tally, cell);
        if (permit == Permit.NESTED || permit == Permit.NONE) {
            return new GuardedCall(this, permit, null);
        }
        if (cell == null) {
            tally.leave(null);
            Nesting.add(mark);
        }
        return new GuardedCall(this, lasting(permit, cell), mark);
    }

    /** A permit that knows all it needs for its end on another thread. */
    private static Permit lasting(Permit permit, @Nullable Cell cell) {
        return cell != null && permit instanceof Period now && now.policy.timed
                ? new Permit.Timed(now, cell.startedAt)
                : permit;
    }

    private void exitSlowly(@Nullable Cell cell, @Nullable Object token, @Nullable Throwable thrown) {
        if (!(token instanceof Permit permit) || permit == Permit.NESTED || permit == Permit.NONE) {
            return;
        }
        try {
            tally.leave(cell);
            end(cell, permit, cell == null ? 0 : cell.startedAt, thrown);
        } catch (Throwable fault) {
            faults.report("ending a call of " + id, fault);
        }
    }

    /**
     * Lets the current thread out of a call that ends later, perhaps on another thread: a further call of this breaker on
     * this thread is a call of its own.
     *
     * @return the permit to hand to {@link #end}, {@link #endWithBadResult} or {@link #cancel}
     */
    public Permit leave(Permit permit) {
        if (permit == Permit.NESTED || permit == Permit.NONE) {
            return permit;
        }
        Cell cell = tally.own();
        tally.leave(cell);
        return lasting(permit, cell);
    }

    /** Ends a call that {@link #leave} let out, on any thread. */
    public void end(Permit permit, @Nullable Throwable thrown) {
        if (permit != Permit.NESTED && permit != Permit.NONE) {
            try {
                end(tally.own(), permit, 0, thrown);
            } catch (Throwable fault) {
                faults.report("ending a call of " + id, fault);
            }
        }
    }

    /** Ends a call that {@link #leave} let out and that returned what {@code error-when} makes an error of (R10). */
    public void endWithBadResult(Permit permit, String condition) {
        endAs(permit, Outcome.ERROR, LastError.ofResult(condition));
    }

    /** Ends a call that {@link #leave} let out and that its caller gave up (R9). */
    public void cancel(Permit permit) {
        endAs(permit, Outcome.CANCELLED, null);
    }

    private void endAs(Permit permit, Outcome outcome, @Nullable LastError error) {
        if (permit != Permit.NESTED && permit != Permit.NONE) {
            try {
                end(tally.own(), permit, 0, outcome, error);
            } catch (Throwable fault) {
                faults.report("ending a call of " + id, fault);
            }
        }
    }

    private void end(@Nullable Cell cell, Permit permit, long startedAt, @Nullable Throwable thrown) {
        if (thrown == null) {
            end(cell, permit, startedAt, Outcome.SUCCESS, null);
            return;
        }
        Outcome outcome = policyOf(permit).classifier.classify(thrown);
        end(cell, permit, startedAt, outcome, outcome == Outcome.ERROR ? LastError.of(thrown) : null);
    }

    private Policy policyOf(Permit permit) {
        if (permit instanceof Permit.Timed timed) {
            return policyOf(timed.permit);
        }
        return permit instanceof Probe probe
                ? probe.period.policy
                : permit instanceof Period admitting ? admitting.policy : machine.period().policy;
    }

    private void end(@Nullable Cell cell, Permit permit, long startedAt, Outcome outcome, @Nullable LastError error) {
        if (error != null) {
            machine.failedWith(error);
        }
        if (permit instanceof Permit.Timed timed) {
            end(cell, timed.permit, timed.startedAt, outcome, null);
        } else if (permit instanceof Probe probe) {
            long nanos = machine.nanos();
            boolean slow = isSlow(probe.period.policy, outcome, nanos - probe.startedAt);
            count(cell, outcome, slow, machine.endProbe(probe, outcome, slow, nanos), true);
        } else if (permit instanceof Period.Closed closed) {
            long nanos = closed.policy.timedAtEnd ? machine.nanos() : 0;
            boolean slow = isSlow(closed.policy, outcome, nanos - startedAt);
            count(cell, outcome, slow, machine.endClosed(closed, outcome, slow, nanos), true);
        } else if (permit instanceof Period forced) {
            boolean slow = forced.policy.timed && isSlow(forced.policy, outcome, machine.nanos() - startedAt);
            count(cell, outcome, slow, machine.period().isSameAs(forced), true);
        } else {
            count(cell, outcome, false, false, false);
        }
    }

    private static boolean isSlow(Policy policy, Outcome outcome, long nanos) {
        return policy.timed && outcome != Outcome.CANCELLED && nanos > policy.slowCallNanos;
    }

    /** @param counted whether the outcome counted for its period; if not, {@code late} says whether it came too late */
    private void count(@Nullable Cell cell, Outcome outcome, boolean slow, boolean counted, boolean late) {
        if (!counted && late) {
            tally.increment(cell, Tally.LATE);
        }
        if (!counted && outcome != Outcome.CANCELLED) {
            tally.increment(cell, outcome.isGood() ? Tally.UNCOUNTED_GOOD : Tally.UNCOUNTED_ERROR);
        }
        if (slow) {
            if (!counted) {
                tally.increment(cell, Tally.UNCOUNTED_SLOW);
            }
            tally.increment(cell, Tally.SLOW);
        }
        tally.increment(cell, outcome.counter());
    }
}
