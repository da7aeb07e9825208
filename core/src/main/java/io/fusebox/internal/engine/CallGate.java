package io.fusebox.internal.engine;

import io.fusebox.Call;
import io.fusebox.CircuitOpenException;
import io.fusebox.Mode;
import org.jspecify.annotations.Nullable;

/**
 * The way of a guarded call through one circuit breaker: asks for a permit, ends it, counts, and keeps Fusebox's own
 * faults from the application (R15).
 *
 * <p>In CLOSED an admission costs a volatile read and two plain writes, a success the same: no lock, no clock, no
 * allocation. Every permit must be ended exactly once: by {@link #exit} on the thread that entered, or by {@link #leave}
 * there and one of {@link #end}, {@link #cancel} on any thread. Safe for use by any thread.
 *
 * <p>Whatever is thrown inside an admission or an end (no room in the heap or on the stack, a class that cannot be linked, a
 * fault of the program's code), the call has ended once, its thread is inside of it no more, a probe holds no slot, and the
 * program sees its own outcome (R6, R14, R15): what must not fail is done by plain writes. Only a {@code ThreadDeath} goes
 * on, after all that: it is the program's.
 */
public final class CallGate {
    // Texts of reports. No constants: the first use of one in a catch block would make it, in a heap that may be full.
    private static final String ADMITTING = String.valueOf("admitting a call of");
    private static final String LETTING_OUT = String.valueOf("letting a call out of its thread:");
    private static final String ENDING = String.valueOf("ending a call of");
    private static final String COUNTING = String.valueOf("counting a call of");

    final StateMachine machine;
    final CallCounters tally;
    private final Faults faults;

    /** Made when the first call is to be kept. */
    volatile WatchedCalls.@Nullable Recent recent;

    /** Made when {@code slow-call-duration} is first set (R21). */
    volatile @Nullable WatchedCalls hanging;

    public CallGate(StateMachine machine, CallCounters tally, Faults faults) {
        this.machine = machine;
        this.tally = tally;
        this.faults = faults;
        machine.period().history.gate = this;
        WatchedCalls.begin(this);
    }

    /**
     * The gate that admitted a call, where it must end.
     *
     * @param permit what {@link #enter} returned, as woven code keeps it
     * @return null if there is nothing to end: the call is nested or passes uncounted, or it is nobody's call
     */
    public static @Nullable CallGate of(@Nullable Object permit) {
        PeriodLog log = Permit.history(permit);
        return log == null ? null : log.gate;
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
        if (cell != null && now.direct && !OwnCalls.mayBeGoingOn(cell)) {
            return cell.begins(now) ? cell : Permit.NESTED;
        }
        return enterSlowly(cell);
    }

    /**
     * Ends a call on the thread that entered it.
     *
     * <p>Throws nothing but a {@code ThreadDeath}, and a {@link StackOverflowError} if the program has left no room on the
     * stack even for this: then the call has not ended, see {@link #endLost}.
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
            if (now.policy.warming) {
                now = machine.afterWarmUp(now);
            }
            long nanos = now.policy.timed ? machine.nanos() : 0;
            WatchedCalls calls = now.policy.timed ? hanging : null;
            if (calls != null && !now.isWaiting()) {
                now = calls.lookBefore(now, nanos);
            }
            if (cell != null && now.admitsAll()) {
                long mark = calls == null ? 1 : cell.watchable(now, nanos);
                var unused = cell.begins(now);
                cell.inCall = mark;
                return cell;
            }
            Object answer = machine.admit(cell);
            if (answer instanceof CircuitOpenException rejected) {
                rejection = rejected;
            } else {
                permit = (Permit) answer;
                if (permit != Permit.NONE) {
                    long mark = calls == null ? 1 : WatchedCalls.watchable(cell, permit);
                    tally.begin(cell, permit);
                    if (mark != 1 && cell != null) {
                        cell.inCall = mark;
                    }
                }
                return permit;
            }
        } catch (Throwable fault) {
            // The call goes on uncounted, so it must hold no slot. Its thread is not inside: nothing fails after that.
            if (permit instanceof Probe probe) {
                probe.withdrawn = true;
                probe.left = Outcome.CANCELLED;
            } else if (permit instanceof Permit.Timed timed) {
                timed.state = Permit.Timed.ENDED;
            }
            report(ADMITTING, fault);
            return Permit.NONE;
        }
        throw rejection;
    }

    /**
     * Begins a call in block form.
     *
     * @throws CircuitOpenException if the call is rejected
     */
    public Call enterBlock() {
        Permit permit = enter();
        if (of(permit) == null) {
            return Permit.UNCOUNTED;
        }
        try {
            ThreadSlot cell = tally.own();
            BlockCall call = new BlockCall(this, lasting(permit, cell));
            tally.begin(cell, call);
            return call;
        } catch (Throwable fault) {
            giveUp(permit, fault);
            return Permit.UNCOUNTED;
        }
    }

    /**
     * A call that {@link #leave} lets out, and that ends once however often it is told to.
     *
     * @return null if there is nothing to end: the call is nested or uncounted, or there was no room to let it out
     */
    public @Nullable BlockCall leaving(Permit permit) {
        if (of(permit) == null) {
            return null;
        }
        try {
            ThreadSlot cell = tally.own();
            // First what may find no room: then nothing has happened.
            BlockCall call = new BlockCall(this, lasting(permit, cell));
            tally.leave(cell);
            return call;
        } catch (Throwable fault) {
            giveUp(permit, fault);
            return null;
        }
    }

    /** Ends a call as cancelled on the thread that entered it, since what comes of it cannot be followed. */
    public void giveUp(Permit permit, Throwable fault) {
        exitCancelled(permit);
        report(LETTING_OUT, fault);
    }

    /** Notes that the call that the current thread has just entered, and is inside of, is that one. */
    public void lasts(DetachedCall call) {
        tally.begin(tally.own(), call);
    }

    /**
     * A permit that knows all it needs for its end on another thread, made on the thread that entered: for a call that may
     * end elsewhere before this thread leaves it.
     */
    public Permit lasting(Permit permit) {
        return lasting(permit, tally.own());
    }

    private Permit lasting(Permit permit, @Nullable ThreadSlot cell) {
        tally.prepare();
        Permit admitting = permit instanceof ThreadSlot own ? own.admitting() : permit;
        if (cell == null || !(admitting instanceof Period now) || !now.policy.timed) {
            return admitting;
        }
        Permit.Timed timed = new Permit.Timed(now, cell.startedAt, cell.takeHung());
        return WatchedCalls.watched(timed);
    }

    /** The same as {@link #exit}, for a call of which {@link #endsAtOnce} has said no. */
    public void exitSlowly(@Nullable Object token, @Nullable Throwable thrown) {
        exit(token, Outcome.SUCCESS, thrown, null, null);
    }

    /** The same as {@link #exit}, for a call that returned what {@code error-when} makes an error of (R10). */
    public void exitWithBadResult(Permit token, String condition, @Nullable Object result) {
        exit(token, Outcome.ERROR, null, condition, result);
    }

    /** The same for a call whose end is no outcome (R9). */
    public void exitCancelled(Permit permit) {
        exit(permit, Outcome.CANCELLED, null, null, null);
    }

    private void exit(
            @Nullable Object token,
            Outcome known,
            @Nullable Throwable thrown,
            @Nullable String condition,
            @Nullable Object result) {
        if (token instanceof ThreadSlot cell) {
            end(cell, true, cell.admitting(), known, thrown, condition, result, 0);
        } else if (token instanceof Permit permit && permit != Permit.NESTED && permit != Permit.NONE) {
            end(tally.own(), true, permit, known, thrown, condition, result, 0);
        }
    }

    /**
     * Ends a call.
     *
     * @param inside whether the current thread is inside of it
     * @param unseen how long ago it may have ended, in ticks
     */
    @OutOfLine
    private void end(
            @Nullable ThreadSlot cell,
            boolean inside,
            Permit permit,
            Outcome known,
            @Nullable Throwable thrown,
            @Nullable String condition,
            @Nullable Object result,
            long unseen) {
        @Nullable Object @Nullable [] marks = inside && cell == null ? Nesting.marks() : null;
        Throwable fault;
        try {
            fault = OutcomeRecorder.end(this, cell, inside, permit, known, thrown, condition, result, unseen);
        } catch (Throwable noRoom) {
            // It is not counted.
            if (cell == null && noRoom instanceof StackOverflowError) {
                // The caller makes up for it when there is room again, see endLost and DetachedCall.
                throw noRoom;
            }
            if (permit instanceof Probe probe && probe.left == null) {
                probe.left = Outcome.CANCELLED;
            } else if (permit instanceof Permit.Timed timed) {
                timed.state = Permit.Timed.ENDED;
            }
            if (cell != null) {
                // No call: that would need room on the stack.
                cell.cancelled++;
            } else {
                countWithoutSlot();
            }
            fault = noRoom;
        }
        if (inside && cell != null) {
            cell.probe = null;
            cell.inCall = 0;
        }
        if (marks != null) {
            for (int i = 0; i < marks.length; i++) {
                if (marks[i] == tally || marks[i] == permit) {
                    marks[i] = null;
                }
            }
        }
        if (fault != null) {
            try {
                report(ENDING, fault);
            } catch (StackOverflowError noRoom) {
                // To the caller that would mean that the call has not ended.
                return;
            } catch (Throwable hopeless) {
                JdkThreads.passOn(hopeless);
            }
        }
    }

    /** The last resort, if what counts otherwise cannot even be linked. */
    private void countWithoutSlot() {
        try {
            tally.increment(null, CallCounters.CANCELLED);
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable hopeless) {
            report(COUNTING, hopeless);
        }
    }

    /**
     * Notes a fault of Fusebox's own, which the program does not see (R15). A stack at its end is the program's, and no
     * fault; a {@code ThreadDeath} is the program's too, and thrown on.
     *
     * @param doing what failed, such as {@code "ending a call of"}
     */
    public void report(String doing, Throwable fault) {
        JdkThreads.passOn(fault);
        if (!(fault instanceof StackOverflowError)) {
            faults.report(doing, this, fault);
        }
    }

    /** Whether a permit says that the call is part of another one (R14). */
    public static boolean isNested(@Nullable Object permit) {
        return permit == Permit.NESTED;
    }

    /** Whether calls pass uncounted (R20): then nothing of the program is to be touched for them. */
    public boolean isOff() {
        return machine.period().policy.mode == Mode.OFF;
    }

    public String breaker() {
        return machine.id().name();
    }

    @Override
    public String toString() {
        return machine.id().toString();
    }

    /**
     * Ends the current thread's call as cancelled: for a call that is gone from the stack, and whose end had no room there
     * to run. If it was a probe, its slot is given back.
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
     * @return the permit to hand to {@link #end} or {@link #cancel}
     */
    public Permit leave(Permit permit) {
        if (permit == Permit.NESTED || permit == Permit.NONE) {
            return permit;
        }
        ThreadSlot cell = tally.own();
        // First what may find no room: then nothing has happened.
        Permit left = lasting(permit, cell);
        tally.leave(cell);
        return left;
    }

    /**
     * Ends a call that {@link #leave} let out, on any thread. This and the other ends throw nothing but a
     * {@code ThreadDeath}, and a {@link StackOverflowError} if there was no room even to count: then the call has not ended,
     * and is to be {@link #cancel cancelled} where there is room.
     */
    public void end(Permit permit, @Nullable Throwable thrown) {
        endLeft(permit, Outcome.SUCCESS, thrown, null, null, 0);
    }

    /** Ends a call that {@link #leave} let out and that its caller gave up (R9). */
    public void cancel(Permit permit) {
        endLeft(permit, Outcome.CANCELLED, null, null, null, 0);
    }

    /**
     * Ends a call that {@link #leave} let out.
     *
     * @param unseen how long ago it may have ended, in ticks
     */
    void endLeft(
            Permit permit,
            Outcome known,
            @Nullable Throwable thrown,
            @Nullable String condition,
            @Nullable Object result,
            long unseen) {
        if (permit != Permit.NESTED && permit != Permit.NONE) {
            end(tally.own(), false, permit, known, thrown, condition, result, unseen);
        }
    }
}
