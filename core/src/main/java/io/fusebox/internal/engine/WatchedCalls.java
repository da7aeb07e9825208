package io.fusebox.internal.engine;

import io.fusebox.internal.jdk.JdkThreads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The calls that Fusebox's own thread looks at now and then: probes and timed calls that wait for a stage. A stage runs the
 * callbacks first that were added last, so those of the program run before the one that ends the call; what they take is no
 * part of it. Safe for use by any thread.
 *
 * <p>They are held weakly: a stage that the program has dropped goes, and its class loader with it.
 *
 * <p>One object of this class watches the calls of one breaker with {@code slow-call-duration}: a call that has lasted longer
 * counts as slow there and then (R21). It finds the calls in the {@link ThreadSlot}s of their threads, or as {@link
 * Permit.Timed} in a chain through these, which takes no room of its own; it keeps probes in a list. A call has one mark that
 * says who counts it: the watcher or its end. Marks change by compare-and-set, so each call counts once. The next call looks, if
 * something may be due, or Fusebox's thread, and nobody waits. It is one class with the above: every start loads each class.
 */
public final class WatchedCalls {
    /** Milliseconds between two looks: the error of the time of an end that was noticed late. */
    public static final long LOOK_MILLIS = 50;

    private static final ConcurrentHashMap<WeakReference<DetachedCall>, Boolean> ALL = new ConcurrentHashMap<>();

    /** The gates of breakers whose calls may hang (R21). Held weakly: a breaker goes when nobody needs it. */
    private static final ConcurrentLinkedQueue<WeakReference<CallGate>> TIMED = new ConcurrentLinkedQueue<>();

    /** Has the calls of a breaker looked at, as long as there is one. */
    static void add(CallGate gate) {
        TIMED.add(new WeakReference<>(gate));
    }

    /**
     * Before a call that will wait for a stage: ends those of the last few whose stages have ended unseen, where that may open
     * the breaker (see {@link Recent}).
     */
    public static void endUnseen(CallGate gate) {
        Recent calls = gate.recent;
        if (calls != null) {
            calls.endUnseen();
        }
    }

    /** Sees to it that the stage of a call is looked at where it matters that its end was not told in time. */
    static void watch(DetachedCall call, CallGate gate, Permit permit) {
        if (permit == Permit.NESTED || permit == Permit.NONE) {
            return;
        }
        if (permit instanceof Probe probe) {
            probe.call = call.watched();
        } else if (permit instanceof Permit.Timed timed) {
            timed.call = call.watched();
        } else if (permit instanceof ClosedPeriod admitting && admitting.mayOpenAtOnce()) {
            Recent calls = gate.recent;
            if (calls == null) {
                calls = new Recent();
                gate.recent = calls;
            }
            calls.add(call.watched());
        }
        if (permit instanceof Probe || OutcomeRecorder.policyOf(permit).timed) {
            ALL.put(call.watched(), Boolean.TRUE);
        }
    }

    /** One that has ended. If that fails, the next look finds it. */
    static void remove(WeakReference<DetachedCall> call) {
        try {
            ALL.remove(call);
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
        }
    }

    /** How many there are that end by stages. */
    public static int size() {
        return ALL.size();
    }

    /** Whether there may be something to look at. */
    public static boolean isAny() {
        return !ALL.isEmpty() || !TIMED.isEmpty();
    }

    /** Ends those whose stages have ended unseen, and counts those as slow that have lasted too long (R21). */
    public static void look() {
        look(null);
    }

    /** The same for the calls of one registry alone, which is known by where it reports faults; null: of all. */
    public static void look(Environment.@Nullable Faults ofRegistry) {
        lookAtStages(ofRegistry);
        for (WeakReference<CallGate> reference : TIMED) {
            CallGate gate = reference.get();
            WatchedCalls calls = gate == null ? null : gate.hanging;
            if (gate == null || calls == null) {
                TIMED.remove(reference);
            } else if (gate.machine.environment.isOf(ofRegistry)) {
                calls.lookAtCalls();
            }
        }
    }

    private static void lookAtStages(Environment.@Nullable Faults ofRegistry) {
        for (WeakReference<DetachedCall> reference : ALL.keySet()) {
            DetachedCall call = reference.get();
            if (call == null || call.isEnded()) {
                ALL.remove(reference);
            } else {
                call.look(ofRegistry);
            }
        }
    }

    /** Ends the call if its stage has ended unseen; whether it did. */
    static boolean endUnseen(@Nullable WeakReference<DetachedCall> reference) {
        DetachedCall call = reference == null ? null : reference.get();
        return call != null && call.endUnseen();
    }

    /**
     * The last few calls of one breaker that wait for a stage while one error more would open it. Before the breaker admits a
     * further such call it looks whether one of them has ended unseen: so a program that repeats a call in a callback of the
     * failed one is rejected.
     *
     * <p>Which ones are kept is a matter of luck when many threads come at once: then ends come at any moment anyway. Safe
     * for use by any thread.
     */
    static final class Recent {
        private static final int ROOM = 8;

        private final AtomicReferenceArray<WeakReference<DetachedCall>> calls = new AtomicReferenceArray<>(ROOM);
        private int next;

        void add(WeakReference<DetachedCall> call) {
            int place = next & (ROOM - 1);
            next = place + 1;
            calls.set(place, call);
        }

        void endUnseen() {
            for (int i = 0; i < ROOM; i++) {
                WatchedCalls.endUnseen(calls.get(i));
            }
        }
    }

    // ---- the calls of one breaker that may hang (R21) ----

    /** How many permits may come after a look before a call looks, to take ended ones out of the chain. */
    private static final int MANY = 1024;

    /** Without a call under way, the next look by a call is that far away; the thread looks all the same. */
    private static final long FAR_NANOS = 1L << 60;

    private static final VarHandle HEAD;
    private static final VarHandle LOOKING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(WatchedCalls.class, "head", Permit.Timed.class);
            LOOKING = lookup.findVarHandle(WatchedCalls.class, "looking", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final CallGate gate;

    /** The permits that are watched, newest first. Added to by anyone; taken out of by the one who is {@link #looking}. */
    private volatile Permit.@Nullable Timed head;

    /** The calls that are marked and under way, and the probes. Changed by the one who looks; read by anyone. */
    private final CopyOnWriteArrayList<WeakReference<Permit>> kept = new CopyOnWriteArrayList<>();

    @SuppressWarnings("UnusedVariable") // Through LOOKING.
    private volatile int looking;

    /** Nothing hangs before that moment, in ticks. */
    private volatile long due;

    /** Added since the last look; an estimate. */
    private int added;

    WatchedCalls(CallGate gate) {
        this.gate = gate;
        this.due = gate.machine.nanos() - 1;
    }

    private static boolean isOver(WeakReference<Permit> reference) {
        Permit permit = reference.get();
        return permit == null
                || (permit instanceof Permit.Timed timed && timed.state == Permit.Timed.ENDED)
                || (permit instanceof Probe probe && (probe.ended || probe.left != null));
    }

    /** A breaker is new. */
    static void begin(CallGate gate) {
        if (gate.machine.period().policy.timed) {
            watch(gate);
        }
    }

    /** From now on, or still, there are calls of the breaker that may hang; what counts as hanging may have changed. */
    static void watch(CallGate gate) {
        WatchedCalls calls = gate.hanging;
        if (calls == null) {
            gate.hanging = new WatchedCalls(gate);
            WatchedCalls.add(gate);
        } else {
            calls.due = gate.machine.nanos() - 1;
        }
    }

    /** Has a permit watched that no slot has room for, unless it is marked already. */
    static Permit watched(Permit.Timed permit) {
        CallGate gate = permit.permit.history.gate;
        WatchedCalls calls = gate == null ? null : gate.hanging;
        if (calls != null && permit.state == Permit.Timed.UNDER_WAY) {
            calls.add(permit);
        } else if (calls != null) {
            calls.keep(permit);
        }
        return permit;
    }

    private void add(Permit.Timed permit) {
        Permit.Timed first;
        do {
            first = head;
            permit.next = first;
        } while (!HEAD.compareAndSet(this, first, permit));
        added++;
    }

    /** What {@link ThreadSlot#inCall} is to be for a call whose permit is no slot; 1 if it is not watched in one. */
    static long watchable(@Nullable ThreadSlot slot, Permit permit) {
        return slot != null && permit instanceof Period admitting && admitting.policy.timed
                ? slot.watchable(admitting, slot.startedAt)
                : 1;
    }

    /**
     * Before a call: looks if something may be due.
     *
     * @return the present period
     */
    Period lookBefore(Period now, long nanos) {
        if (nanos - due > 0 || added >= MANY) {
            lookAtCalls(nanos);
            return gate.machine.period();
        }
        return now;
    }

    /** A look by Fusebox's own thread. */
    void lookAtCalls() {
        Period now = gate.machine.settled();
        if (head != null || !kept.isEmpty() || now.policy.timed) {
            lookAtCalls(gate.machine.nanos());
        }
    }

    private void lookAtCalls(long nanos) {
        if (!LOOKING.compareAndSet(this, 0, 1)) {
            return;
        }
        try {
            added = 0;
            long next = nanos + Math.min(FAR_NANOS, gate.machine.period().policy.slowCallNanos);
            List<Permit> late = new ArrayList<>(0);
            next = earliestInChain(nanos, next, late);
            for (int i = late.size() - 1; i >= 0; i--) {
                mark((Permit.Timed) late.get(i), nanos);
            }
            next = markSlots(nanos, next);
            due = lookAtKept(nanos, next);
        } catch (Throwable fault) {
            gate.report("looking for calls that hang of", fault);
        } finally {
            looking = 0;
        }
    }

    /** Takes out what is over, and finds what hangs, newest first; when the next one is due. */
    private long earliestInChain(long nanos, long otherwise, List<Permit> late) {
        long next = otherwise;
        Permit.Timed before = null;
        Permit.Timed first = head;
        for (Permit.Timed one = first; one != null; one = one.next) {
            if (one.state != Permit.Timed.UNDER_WAY) {
                if (before != null) {
                    before.next = one.next;
                } else if (!HEAD.compareAndSet(this, one, one.next)) {
                    // Others came: this one goes with a later look.
                    before = one;
                }
                continue;
            }
            before = one;
            long at = one.startedAt + one.permit.policy.slowCallNanos;
            if (nanos - at <= 0) {
                next = at - next < 0 ? at : next;
            } else if (!endUnseen(one.call)) {
                late.add(one);
            }
        }
        return next;
    }

    private void mark(Permit.Timed permit, long nanos) {
        WeakReference<Permit> reference = new WeakReference<>(permit);
        if (permit.mark()) {
            kept.add(reference);
            count(permit.permit, permit, nanos);
        }
    }

    private long markSlots(long nanos, long otherwise) {
        long next = otherwise;
        for (ThreadSlot slot : gate.counters.slots()) {
            long mark = slot == null ? 0 : slot.watched();
            if (slot == null || mark == 0) {
                continue;
            }
            Period admitting = slot.admitting();
            long at = slot.startedAt + admitting.policy.slowCallNanos;
            if (nanos - at <= 0) {
                next = at - next < 0 ? at : next;
            } else {
                Permit.Timed call = new Permit.Timed(admitting, slot.startedAt, null);
                if (slot.mark(mark, call)) {
                    count(admitting, call, nanos);
                }
            }
        }
        return next;
    }

    private void count(Period admitting, Permit.Timed call, long nanos) {
        boolean closed = OutcomeRecorder.hangs(gate.machine, admitting, call, nanos);
        gate.counters.increment(null, closed ? CallCounters.HUNG : CallCounters.OTHER_SLOW);
    }

    /** Keeps in mind a call that hangs and is found nowhere else. */
    void keep(Permit permit) {
        kept.add(new WeakReference<>(permit));
    }

    private long lookAtKept(long nanos, long otherwise) {
        long next = otherwise;
        for (WeakReference<Permit> one : kept) {
            if (isOver(one)) {
                kept.remove(one);
            } else if (one.get() instanceof Probe probe && !probe.countIfSlow(gate.counters, nanos)) {
                next = earlier(next, probe.hangsSince());
            }
        }
        return next;
    }

    /** How long the oldest call has been under way, in nanoseconds; 0 if there is none. Rejected and observed calls are none. */
    long oldestNanos(Period now, long nanos) {
        long start = nanos;
        for (ThreadSlot slot : gate.counters.slots()) {
            start = slot == null ? start : earlier(start, slot.startOr(start));
        }
        for (Permit.Timed one = head; one != null; one = one.next) {
            start = one.state == Permit.Timed.ENDED ? start : earlier(start, one.startedAt);
        }
        for (WeakReference<Permit> one : kept) {
            Permit permit = isOver(one) ? null : one.get();
            if (permit instanceof Permit.Timed timed) {
                start = earlier(start, timed.startedAt);
            } else if (permit instanceof Probe probe) {
                start = earlier(start, probe.startedAt);
            }
        }
        if (now instanceof Period.HalfOpen halfOpen) {
            for (Probe probe : halfOpen.probes) {
                start = earlier(start, probe.startedAt);
            }
        }
        return nanos - start;
    }

    private static long earlier(long one, long other) {
        return other - one < 0 ? other : one;
    }
}
