package io.fusebox.internal.engine;

import io.fusebox.CircuitOpenException;
import io.fusebox.Mode;
import io.fusebox.internal.jdk.JdkThreads;
import org.jspecify.annotations.Nullable;

/**
 * Leads guarded calls through one circuit breaker. It asks for a permit, ends and counts the call, and keeps Fusebox's own
 * faults from the application (R15; the rules are in {@code docs/rules.md}).
 *
 * <p>{@link #enter} admits a call. Then it ends exactly once, in one of two ways:
 *
 * <ul>
 *   <li>with one of the {@code exit} methods, on the thread that entered;
 *   <li>with {@link #end} or {@link #cancel}, on any thread, after {@link #detach} on the thread that entered. {@link
 *       DetachedCall} is such a call as an object.
 * </ul>
 *
 * <p>In CLOSED an admission costs a volatile read and two plain writes, a success the same: no lock, no clock, no
 * allocation. Safe for use by any thread.
 *
 * <p>An admission or an end may fail at any point: no room in the heap or on the stack, a class that cannot be linked, a
 * fault of the program's code. Even then the call ends once, its thread is outside, a probe gives its place back, and the
 * program sees its own outcome (R6, R14, R15). Plain writes do what must not fail. Only a {@code ThreadDeath} goes on, after
 * all that: it belongs to the program.
 */
public final class CallGate {
    // Not constants: the JVM creates a constant String at its first use, and in a catch block the heap may be full.
    private static final String ADMITTING = String.valueOf("admitting a call of");
    private static final String DETACHING = String.valueOf("letting a call out of its thread:");

    final StateMachine machine;
    final CallCounters counters;
    private final Environment.Faults faults;

    /** The recent calls that wait for a stage; null before the first. */
    volatile WatchedCalls.@Nullable Recent recent;

    /** The calls that may hang (R21); null before {@code slow-call-duration} is first set. */
    volatile @Nullable WatchedCalls hanging;

    public CallGate(StateMachine machine, CallCounters counters, Environment.Faults faults) {
        this.machine = machine;
        this.counters = counters;
        this.faults = faults;
        machine.period().history.gate = this;
        WatchedCalls.begin(this);
    }

    /**
     * The gate that admitted a call. The call must end there.
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
     * @return the permit, with which the call must end exactly once
     * @throws CircuitOpenException if the call is rejected
     */
    public Permit enter() {
        // The volatile read comes last: the compiler must load again every field that is read after it.
        StateMachine states = machine;
        ThreadSlot slot = counters.own();
        Period now = states.period();
        if (slot != null && now.direct && !OwnCalls.mayBeGoingOn(slot)) {
            return slot.begins(now) ? slot : Permit.NESTED;
        }
        return enterOnSlowPath(slot);
    }

    /** Small, so that HotSpot inlines it: a rejection takes 55 ns more to leave a method that it does not. */
    private Permit enterOnSlowPath(@Nullable ThreadSlot own) {
        ThreadSlot slot = own;
        Permit permit = Permit.NONE;
        CircuitOpenException rejection;
        try {
            Period now = machine.period();
            if (now.policy.mode == Mode.OFF || OwnCalls.areGoingOn(slot)) {
                return permit;
            }
            if (counters.inCall(slot)) {
                return Permit.NESTED;
            }
            if (slot == null) {
                slot = counters.claim(machine);
            }
            if (!now.policy.direct) {
                Permit timed = ThreadSlot.enterInTime(this, slot, now);
                if (timed != null) {
                    return timed;
                }
            } else if (slot != null && now.admitsAll()) {
                var unused = slot.begins(now);
                return slot;
            }
            Object answer = machine.admit(slot);
            if (answer instanceof CircuitOpenException rejected) {
                rejection = rejected;
            } else {
                permit = (Permit) answer;
                if (permit != Permit.NONE) {
                    long mark = hanging == null ? 1 : WatchedCalls.watchable(slot, permit);
                    counters.begin(slot, permit);
                    if (mark != 1 && slot != null) {
                        slot.inCall = mark;
                    }
                }
                return permit;
            }
        } catch (Throwable fault) {
            // The call runs uncounted, so a probe gives its place back. Its thread is not inside: to enter is the last
            // step.
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

    // ---- the end on the thread that entered ----

    /**
     * Ends a call on the thread that entered it.
     *
     * <p>Throws nothing but a {@code ThreadDeath}, and a {@link StackOverflowError} if the program has left no room on the
     * stack even for this: then the call has not ended, see {@link #cancelLost}.
     *
     * @param permit what {@link #enter} returned, as woven code keeps it; anything else is nobody's call
     */
    public void exit(@Nullable Object permit, @Nullable Throwable thrown) {
        if (!exitsAtOnce(permit, thrown)) {
            exitOnSlowPath(permit, thrown);
        }
    }

    /**
     * The same as {@link #exit} for nearly all calls: a success that changes nothing but the counts. The caller need not know
     * the breaker.
     *
     * @return false, with nothing done, if the call is another one: {@link #exitOnSlowPath} ends it
     */
    public static boolean exitsAtOnce(@Nullable Object permit, @Nullable Throwable thrown) {
        return thrown == null && permit instanceof ThreadSlot slot && slot.succeeds();
    }

    /** The same as {@link #exit}, after {@link #exitsAtOnce} has returned false. */
    public void exitOnSlowPath(@Nullable Object permit, @Nullable Throwable thrown) {
        exit(permit, Outcome.SUCCESS, thrown, null, null);
    }

    /** The same as {@link #exit}, for a call whose result is an error by {@code error-when} (R10). */
    public void exitWithError(Permit permit, String condition, @Nullable Object result) {
        exit(permit, Outcome.ERROR, null, condition, result);
    }

    /** The same as {@link #exit}, for a call whose end is no outcome (R9). */
    public void exitCancelled(Permit permit) {
        exit(permit, Outcome.CANCELLED, null, null, null);
    }

    /** The same as {@link #exitCancelled(Permit)}, for a call whose end cannot be followed because of a fault of ours. */
    public void exitCancelled(Permit permit, Throwable fault) {
        exitCancelled(permit);
        report(DETACHING, fault);
    }

    private void exit(
            @Nullable Object entered,
            Outcome known,
            @Nullable Throwable thrown,
            @Nullable String condition,
            @Nullable Object result) {
        if (entered instanceof ThreadSlot slot) {
            OutcomeRecorder.end(this, slot, true, slot.admitting(), known, thrown, condition, result, 0);
        } else if (entered instanceof Permit permit && permit != Permit.NESTED && permit != Permit.NONE) {
            OutcomeRecorder.end(this, counters.own(), true, permit, known, thrown, condition, result, 0);
        }
    }

    /**
     * Ends the current thread's call as cancelled: the call is gone from the stack, and its end had no room there to run. A
     * probe gives its slot back.
     *
     * @return whether there was such a call; one in block form does not count
     */
    public boolean cancelLost() {
        return counters.cancelLost();
    }

    // ---- the end on any thread ----

    /**
     * Lets the current thread out of a call that ends later, perhaps on another thread: a further call of this breaker on
     * this thread is a call of its own.
     *
     * @return the permit to hand to {@link #end} or {@link #cancel}
     */
    public Permit detach(Permit permit) {
        if (permit == Permit.NESTED || permit == Permit.NONE) {
            return permit;
        }
        ThreadSlot slot = counters.own();
        // This comes first: if it finds no room, nothing has happened.
        Permit detached = detachable(permit, slot);
        counters.leave(slot);
        return detached;
    }

    /**
     * A permit with which another thread can end the call before this thread has left it. To be made on the thread that
     * entered, which stays inside.
     */
    public Permit detachable(Permit permit) {
        return detachable(permit, counters.own());
    }

    Permit detachable(Permit permit, @Nullable ThreadSlot slot) {
        counters.prepare();
        return Permit.detachable(permit, slot);
    }

    /** Marks the current thread as inside the given call, which another thread may end. */
    public void attach(DetachedCall call) {
        counters.begin(counters.own(), call);
    }

    /**
     * Ends a detached call, on any thread. This and {@link #cancel} throw nothing but a {@code ThreadDeath}, and a {@link
     * StackOverflowError} if there was no room even to count: then the call has not ended, and must be cancelled where there
     * is room.
     */
    public void end(Permit permit, @Nullable Throwable thrown) {
        end(permit, Outcome.SUCCESS, thrown, null, null, 0);
    }

    /** Ends a detached call that its caller gave up (R9), on any thread. */
    public void cancel(Permit permit) {
        end(permit, Outcome.CANCELLED, null, null, null, 0);
    }

    /**
     * Ends a detached call.
     *
     * @param unseen how long ago it may have ended, in nanoseconds of the ticker
     */
    void end(
            Permit permit,
            Outcome known,
            @Nullable Throwable thrown,
            @Nullable String condition,
            @Nullable Object result,
            long unseen) {
        if (permit != Permit.NESTED && permit != Permit.NONE) {
            OutcomeRecorder.end(this, counters.own(), false, permit, known, thrown, condition, result, unseen);
        }
    }

    // ---- the rest ----

    /**
     * Notes a fault of Fusebox's own, which the program does not see (R15). The end of the stack is the program's doing and no
     * fault. A {@code ThreadDeath} belongs to the program, too: this throws it on.
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

    /** Whether calls pass uncounted (R20): then Fusebox must touch nothing of the program for them. */
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
}
