package io.fusebox.internal.engine;

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
    private final CallCounters tally;
    private final Faults faults;

    /** Made when the first call is to be kept. */
    volatile WatchedCalls.@Nullable Recent recent;

    public CallGate(StateMachine machine, CallCounters tally, Faults faults) {
        this.machine = machine;
        this.tally = tally;
        this.faults = faults;
        machine.period().history.gate = this;
    }

    /**
     * The gate that admitted a call, where it must end.
     *
     * @param permit what {@link #enter} returned, as woven code keeps it
     * @return null if there is nothing to end: the call is nested or passes uncounted, or it is nobody's call
     */
    public static @Nullable CallGate of(@Nullable Object permit) {
        if (permit instanceof ThreadSlot cell) {
            return of(cell.admitting());
        }
        if (permit instanceof Period admitting) {
            return admitting.history.gate;
        }
        if (permit instanceof Probe probe) {
            return probe.period.history.gate;
        }
        if (permit instanceof Permit.Observed observed) {
            return observed.period.history.gate;
        }
        return permit instanceof Permit.Timed timed ? of(timed.permit) : null;
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
        ThreadSlot cell = tally.own();
        Period now = states.period();
        if (cell != null && now.direct && !OwnCalls.areGoingOn(cell)) {
            return cell.begins(now) ? cell : Permit.NESTED;
        }
        return enterSlowly(cell);
    }

    /**
     * Ends a call on the thread that entered it.
     *
     * <p>Throws nothing but a {@link StackOverflowError}, if the program has left no room on the stack: then the call has
     * not ended, see {@link #endLost}.
     *
     * @param permit what {@link #enter} returned, as woven code keeps it; anything else is nobody's call
     */
    public void exit(@Nullable Object permit, @Nullable Throwable thrown) {
        if (!endsAtOnce(permit, thrown)) {
            exitSlowly(permit, thrown);
        }
    }

    /**
     * Ends a call on the thread that entered it, if it is one of those that most calls are: a success that changes nothing
     * but the counts. Needs no look at which breaker it was.
     *
     * @param permit what {@link #enter} returned, as woven code keeps it
     * @return false, and nothing done, if it takes {@link #exitSlowly} to end the call
     */
    public static boolean endsAtOnce(@Nullable Object permit, @Nullable Throwable thrown) {
        return thrown == null && permit instanceof ThreadSlot cell && cell.succeeds();
    }

    private Permit enterSlowly(@Nullable ThreadSlot own) {
        ThreadSlot cell = own;
        Permit permit = Permit.NONE;
        CircuitOpenException rejection;
        try {
            Period now = machine.period();
            if (now.policy.mode == Mode.OFF || OwnCalls.areGoingOn(cell)) {
                return permit;
            }
            if (tally.inCall(cell)) {
                return Permit.NESTED;
            }
            if (cell == null) {
                cell = tally.claim(machine);
            }
            if (cell != null && now.admitsAll()) {
                cell.startedAt = now.policy.timed ? machine.nanos() : 0;
                var unused = cell.begins(now);
                return cell;
            }
            Object answer = machine.admit(cell);
            if (answer instanceof CircuitOpenException rejected) {
                rejection = rejected;
            } else {
                permit = (Permit) answer;
                if (permit != Permit.NONE) {
                    tally.begin(cell);
                }
                return permit;
            }
        } catch (Throwable fault) {
            takeBack(cell, permit);
            report("admitting a call of ", fault);
            return Permit.NONE;
        }
        throw rejection;
    }

    /** After a fault: the call goes on uncounted, so it must hold no slot and keep the thread in nothing. */
    private void takeBack(@Nullable ThreadSlot cell, Permit permit) {
        if (permit != Permit.NONE) {
            try {
                tally.leave(cell);
                if (permit instanceof Probe probe) {
                    machine.withdraw(probe);
                }
            } catch (Throwable fault) {
                report("taking back a permit of ", fault);
            }
        }
    }

    /**
     * Begins a call in block form.
     *
     * @throws CircuitOpenException if the call is rejected
     */
    public BlockCall enterBlock() {
        Permit permit = enter();
        if (permit == Permit.NESTED || permit == Permit.NONE) {
            return new BlockCall(this, permit);
        }
        ThreadSlot cell = tally.own();
        BlockCall call = new BlockCall(this, lasting(permit, cell));
        tally.begin(cell, call);
        return call;
    }

    /** A call that {@link #leave} lets out, and that ends once however often it is told to. */
    public BlockCall leaving(Permit permit) {
        return new BlockCall(this, leave(permit));
    }

    boolean counts(CallCounters breaker) {
        return tally == breaker;
    }

    /** Notes that the call that the current thread has just entered, and is inside of, is that one. */
    public void lasts(DetachedCall call) {
        tally.begin(tally.own(), call);
    }

    /** Notes that the current thread is not inside that call any more; does nothing on others. */
    public void left(DetachedCall call) {
        tally.leave(tally.own(), call);
    }

    /**
     * Notes that the current thread goes on with a call that it has {@link #left} for something else.
     *
     * @return false, and nothing noted, if the call has ended, or if the thread is inside of another one
     */
    public boolean resumed(DetachedCall call) {
        ThreadSlot cell = tally.own();
        if (call.isEnded() || tally.inCall(cell)) {
            return false;
        }
        tally.resume(cell, call);
        return true;
    }

    /**
     * A permit that knows all it needs for its end on another thread, made on the thread that entered: for a call that may
     * end elsewhere before this thread leaves it.
     */
    public Permit lasting(Permit permit) {
        return lasting(permit, tally.own());
    }

    private static Permit lasting(Permit permit, @Nullable ThreadSlot cell) {
        Permit admitting = permit instanceof ThreadSlot own ? own.admitting() : permit;
        return cell != null && admitting instanceof Period now && now.policy.timed
                ? new Permit.Timed(now, cell.startedAt)
                : admitting;
    }

    /** The same as {@link #exit}, for a call of which {@link #endsAtOnce} has said no. */
    public void exitSlowly(@Nullable Object token, @Nullable Throwable thrown) {
        if (token instanceof ThreadSlot cell) {
            exitSlowly(cell, cell.admitting(), thrown, null);
        } else if (token instanceof Permit permit && permit != Permit.NESTED && permit != Permit.NONE) {
            exitSlowly(tally.own(), permit, thrown, null);
        }
    }

    /** The same as {@link #exit}, for a call that returned what {@code error-when} makes an error of (R10). */
    public void exitWithBadResult(Permit token, String condition) {
        if (token instanceof ThreadSlot cell) {
            exitSlowly(cell, cell.admitting(), null, condition);
        } else if (token != Permit.NESTED && token != Permit.NONE) {
            exitSlowly(tally.own(), token, null, condition);
        }
    }

    @OutOfLine
    private void exitSlowly(
            @Nullable ThreadSlot cell, Permit permit, @Nullable Throwable thrown, @Nullable String badResult) {
        long startedAt = cell == null ? 0 : cell.startedAt;
        try {
            if (badResult == null) {
                end(cell, permit, startedAt, thrown);
            } else {
                end(cell, permit, startedAt, Outcome.ERROR, LastError.ofResult(badResult));
            }
        } catch (StackOverflowError noRoom) {
            // The caller sees to it: what is not done yet is done when there is room again, by endLost.
            throw noRoom;
        } catch (Throwable fault) {
            report("ending a call of ", fault);
        }
        if (cell != null) {
            cell.inCall = 0;
        } else {
            tally.leave(null);
        }
    }

    /** A stack at its end is the program's: no fault of Fusebox's. */
    public void report(String doing, Throwable fault) {
        if (!(fault instanceof StackOverflowError)) {
            faults.report(doing + machine.id(), fault);
        }
    }

    /** Ends a call as cancelled on the thread that entered it, since what comes of it cannot be followed. */
    public void giveUp(Permit permit, Throwable fault) {
        cancel(leave(permit));
        report("letting a call out of its thread: ", fault);
    }

    /** Whether a permit says that the call is part of another one (R14). */
    public static boolean isNested(@Nullable Object permit) {
        return permit == Permit.NESTED;
    }

    /** Whether calls pass uncounted (R20): then nothing of the program is to be touched for them. */
    public boolean isOff() {
        return machine.period().policy.mode == Mode.OFF;
    }

    /**
     * Before a call that will wait for a stage: ends those of the last few whose stages have ended unseen, where that may open
     * the breaker (see {@link WatchedCalls.Recent}).
     */
    public void endUnseen() {
        WatchedCalls.Recent calls = recent;
        if (calls != null) {
            calls.endUnseen();
        }
    }

    /** Lets time have its effect: a probe may be lost. */
    void settle() {
        var unused = machine.settled();
    }

    long nanos() {
        return machine.nanos();
    }

    /** The name of the breaker. */
    public String breaker() {
        return machine.id().name();
    }

    /** Name and key of the breaker. */
    @Override
    public String toString() {
        return machine.id().toString();
    }

    /**
     * Ends the current thread's call as cancelled: for a call that is gone from the stack, and whose end had no room there
     * to run. One that ends when it returns has no permit any more; if it was a probe, its slot is given back by its lease
     * (R7).
     *
     * @return whether there was a call; one in block form ends otherwise and is none
     */
    public boolean endLost() {
        ThreadSlot cell = tally.own();
        DetachedCall lasting = tally.lasting(cell);
        if (lasting != null) {
            if (lasting.isWoven()) {
                lasting.loseItsThread();
            }
            return lasting.isWoven();
        }
        if (!tally.endLost(cell)) {
            return false;
        }
        tally.increment(cell, Outcome.CANCELLED.counter(false));
        return true;
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
        ThreadSlot cell = tally.own();
        tally.leave(cell);
        return lasting(permit, cell);
    }

    /**
     * Ends a call that {@link #leave} let out, on any thread. This and the other ends throw nothing but a
     * {@link StackOverflowError}: then the call has not ended, and is to be {@link #cancel cancelled} where there is room.
     */
    public void end(Permit permit, @Nullable Throwable thrown) {
        end(permit, thrown, 0);
    }

    /** @param unseen how long ago it may have ended, in ticks */
    void end(Permit permit, @Nullable Throwable thrown, long unseen) {
        if (permit == Permit.NESTED || permit == Permit.NONE) {
            return;
        }
        try {
            if (thrown == null) {
                endLasting(permit, Outcome.SUCCESS, null, unseen);
            } else {
                Outcome outcome = OutcomeRecorder.policyOf(permit).classify(thrown);
                endLasting(permit, outcome, outcome == Outcome.ERROR ? LastError.of(thrown) : null, unseen);
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            report("ending a call of ", fault);
        }
    }

    /** Ends a call that {@link #leave} let out and that returned what {@code error-when} makes an error of (R10). */
    public void endWithBadResult(Permit permit, String condition) {
        endWithBadResult(permit, condition, 0);
    }

    /** @param unseen how long ago it may have ended, in ticks */
    void endWithBadResult(Permit permit, String condition, long unseen) {
        endAs(permit, Outcome.ERROR, LastError.ofResult(condition), unseen);
    }

    /** Ends a call that {@link #leave} let out and that its caller gave up (R9). */
    public void cancel(Permit permit) {
        endAs(permit, Outcome.CANCELLED, null, 0);
    }

    private void endAs(Permit permit, Outcome outcome, @Nullable LastError error, long unseen) {
        if (permit != Permit.NESTED && permit != Permit.NONE) {
            try {
                endLasting(permit, outcome, error, unseen);
            } catch (StackOverflowError noRoom) {
                throw noRoom;
            } catch (Throwable fault) {
                report("ending a call of ", fault);
            }
        }
    }

    private void endLasting(Permit permit, Outcome outcome, @Nullable LastError error, long unseen) {
        ThreadSlot cell = tally.own();
        try {
            OutcomeRecorder.tell(machine, tally, cell, permit, 0, outcome, error, unseen);
        } catch (Throwable fault) {
            if (fault instanceof StackOverflowError && permit instanceof Probe) {
                // It may still hold its slot.
                throw fault;
            }
            report("ending a call of ", fault);
            tally.increment(cell, outcome.counter(false));
        }
    }

    private void end(@Nullable ThreadSlot cell, Permit permit, long startedAt, @Nullable Throwable thrown) {
        if (thrown == null) {
            end(cell, permit, startedAt, Outcome.SUCCESS, null);
            return;
        }
        Outcome outcome = OutcomeRecorder.policyOf(permit).classify(thrown);
        end(cell, permit, startedAt, outcome, outcome == Outcome.ERROR ? LastError.of(thrown) : null);
    }

    private void end(
            @Nullable ThreadSlot cell, Permit permit, long startedAt, Outcome outcome, @Nullable LastError error) {
        try {
            OutcomeRecorder.tell(machine, tally, cell, permit, startedAt, outcome, error, 0);
        } catch (Throwable fault) {
            report("ending a call of ", fault);
            tally.increment(cell, outcome.counter(false));
        }
    }
}
