package io.fusebox.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thread's share of one breaker's {@link CallCounters}: its counters, and the call it is in. The permit of a call that needs
 * no other: a thread is in one call of a breaker at a time (R14), so the slot has room for what its end must know, and
 * need not be looked for again.
 *
 * <p>Written by the owner alone, so counting takes no atomic instruction; read by anyone. The owner is held weakly: a
 * breaker must keep no thread, and so no class loader of an application, from being collected. When the owner is gone,
 * another thread takes the counts over in a slot of its own: nothing is added to the old one any more, so no count is lost
 * and none counts twice.
 *
 * <p>What every call writes lies between counters that few calls need, on either side more than a line of the processor's
 * cache: wherever the collector puts the slots of two threads, side by side mostly, none writes to a line that another needs
 * for every call.
 *
 * <p>All counters are fields: to end a call takes no room in the heap, and where not even a method can be called its end can
 * be counted by a plain write (R6).
 */
final class ThreadSlot extends WeakReference<Thread> implements Permit {
    private static final VarHandle ADMITTED;
    private static final VarHandle SUCCESS;
    private static final VarHandle IN_CALL;
    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ADMITTED = lookup.findVarHandle(ThreadSlot.class, "admitted", long.class);
            IN_CALL = lookup.findVarHandle(ThreadSlot.class, "inCall", long.class);
            SUCCESS = lookup.findVarHandle(ThreadSlot.class, "successes", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final StateMachine machine;

    private long errors, ignored, rejected, wouldReject;

    /** Calls that ended as cancelled. Written without a call where there is no room for one. */
    long cancelled;

    /**
     * Not 0 while the owner is inside a call of this breaker: a further one is nested (R14). What has just counted a
     * beginning or an end writes it without a call, which might find no room on the stack.
     *
     * <p>1, or, for a call that {@link WatchedCalls} watches, a number of its own whose last two bits are 01; they are 11 once
     * it counts as slow. So the watcher can mark the very call that it has looked at, and no other.
     */
    long inCall;

    /** When that call began, in ticks; only kept if the breaker's settings ask for call times. */
    long startedAt;

    private long admitted;
    private long successes;

    private long late, slow, otherSuccesses, otherErrors, otherIgnored, otherSlow;

    /** The call, if it counts as slow already (R21). Written by the watcher, before the mark. */
    private Permit.@Nullable Timed hung;

    @SuppressWarnings("unused")
    int spare;

    /** What admitted that call, if it needed no permit of its own. */
    private @Nullable Period period;

    /** The call, if it is a probe: should its end be lost, its slot can still be given back. */
    @Nullable
    Probe probe;

    /** The call, if it may end on another thread. The owner looks here whether it has ended. */
    @Nullable
    DetachedCall detached;

    /** See {@link OwnCalls#depth}; looked up when first asked for. */
    int @Nullable [] ownCalls;

    /** @param before whose counts it takes over: a slot that is abandoned */
    ThreadSlot(Thread owner, StateMachine machine, @Nullable ThreadSlot before) {
        super(owner);
        this.machine = machine;
        if (before != null) {
            for (int counter = 0; counter < CallCounters.COUNTERS; counter++) {
                add(counter, before.read(counter));
            }
        }
    }

    /**
     * A call begins in a period that admits it without further ado.
     *
     * @return false if it is part of the one that the owner is in (R14)
     */
    boolean begins(Period now) {
        if (inCall != 0 && isStillInCall()) {
            return false;
        }
        ADMITTED.setRelease(this, admitted + 1);
        inCall = 1;
        if (period != now) {
            period = now;
        }
        return true;
    }

    /**
     * The call that {@link #begins} noted has ended well.
     *
     * @return false, and nothing done, if that means more than one success more
     */
    boolean succeeds() {
        Period now = machine.period();
        if (period != now || !now.quiet || (now.recorded && !isRecorded((ClosedPeriod) now))) {
            return false;
        }
        SUCCESS.setRelease(this, successes + 1);
        inCall = 0;
        return true;
    }

    /** Tells the window; false, and nothing told, if the call was slow or there is no telling. */
    private boolean isRecorded(ClosedPeriod now) {
        try {
            long nanos = 0;
            if (now.clocked) {
                nanos = machine.nanos();
                if (now.policy.timed && (nanos - startedAt > now.policy.slowCallNanos || !stopsBeingWatched())) {
                    return false;
                }
            }
            if (now.window != null) {
                var unused = now.window.record(false, false, nanos);
            }
            return true;
        } catch (Throwable fault) {
            // The long way handles it (R15).
            return false;
        }
    }

    // ---- calls that are timed or watched (R12, R21), or come in a warm-up (R23) ----

    /**
     * Enters a call of these; first happens what time has brought about.
     *
     * @return the permit if all calls are admitted; null if the state machine has to be asked
     */
    static @Nullable Permit enterInTime(CallGate gate, @Nullable ThreadSlot slot, Period present) {
        Period now = present.policy.warming ? WarmUp.atCall(gate.machine, present) : present;
        long nanos = now.policy.timed ? gate.machine.nanos() : 0;
        WatchedCalls calls = now.policy.timed ? gate.hanging : null;
        if (calls != null && !now.isWaiting()) {
            now = calls.lookBefore(now, nanos);
        }
        if (slot == null || !now.admitsAll() || now.policy.reportsEnds) {
            return null;
        }
        long mark = calls == null ? 1 : slot.watchable(now, nanos);
        var unused = slot.begins(now);
        slot.inCall = mark;
        return slot;
    }

    /** For the owner only, before a call {@link #begins}: what {@link #inCall} is to be then. It may fail; nothing has happened. */
    long watchable(Period now, long nanos) {
        period = now;
        startedAt = nanos;
        // A thread that sees the mark sees these.
        VarHandle.releaseFence();
        return (admitted + 1) << 2 | 1;
    }

    /** For the owner only: nobody marks the call from now on; false if it was marked, and so it counts as slow already. */
    private boolean stopsBeingWatched() {
        long mark = inCall;
        return (mark & 3) == 1 && (mark == 1 || IN_CALL.compareAndSet(this, mark, 1L));
    }

    /** For the owner only, once in a call: what it has become if it counts as slow already; else null, and it will not. */
    Permit.@Nullable Timed takeHung() {
        return inCall == 0 || stopsBeingWatched() ? null : hung;
    }

    /** For watchers: the mark of the call that is watched; 0 if there is none. Read before {@link #startedAt}. */
    long watched() {
        long mark = (long) IN_CALL.getAcquire(this);
        return (mark & 3) == 1 && mark != 1 ? mark : 0;
    }

    /** For watchers: when the call began, in ticks, whether or not it is marked; {@code otherwise} if there is none. */
    long startOr(long otherwise) {
        long mark = (long) IN_CALL.getAcquire(this);
        return mark > 1 ? startedAt : otherwise;
    }

    /** For the one watcher: marks the call, if it is still under way. */
    boolean mark(long mark, Permit.Timed as) {
        hung = as;
        return IN_CALL.compareAndSet(this, mark, mark | 2);
    }

    /** For the owner only: {@link OwnCalls#depth}. */
    int[] ownCalls() {
        int[] depth = ownCalls;
        if (depth == null) {
            depth = OwnCalls.depth();
            ownCalls = depth;
        }
        return depth;
    }

    /** For the owner only. */
    boolean inCall() {
        return inCall != 0;
    }

    /** For the owner only. */
    void leave() {
        probe = null;
        inCall = 0;
    }

    /** For the owner only: what admitted the call that {@link #begins} noted. */
    Period admitting() {
        return Objects.requireNonNull(period);
    }

    /** For the owner only. A thread that sees the end of a call sees its beginning, too. */
    void increment(int counter) {
        VarHandle.releaseFence();
        add(counter, 1);
    }

    private void add(int counter, long count) {
        switch (counter) {
            case CallCounters.ADMITTED -> admitted += count;
            case CallCounters.SUCCESS -> successes += count;
            case CallCounters.ERROR -> errors += count;
            case CallCounters.IGNORED -> ignored += count;
            case CallCounters.CANCELLED -> cancelled += count;
            case CallCounters.REJECTED -> rejected += count;
            case CallCounters.WOULD_REJECT -> wouldReject += count;
            case CallCounters.LATE -> late += count;
            case CallCounters.SLOW -> slow += count;
            case CallCounters.OTHER_SUCCESS -> otherSuccesses += count;
            case CallCounters.OTHER_ERROR -> otherErrors += count;
            case CallCounters.OTHER_IGNORED -> otherIgnored += count;
            default -> otherSlow += count;
        }
    }

    long read(int counter) {
        long count = plain(counter);
        VarHandle.acquireFence();
        return count;
    }

    private long plain(int counter) {
        return switch (counter) {
            case CallCounters.ADMITTED -> admitted;
            case CallCounters.SUCCESS -> successes;
            case CallCounters.ERROR -> errors;
            case CallCounters.IGNORED -> ignored;
            case CallCounters.CANCELLED -> cancelled;
            case CallCounters.REJECTED -> rejected;
            case CallCounters.WOULD_REJECT -> wouldReject;
            case CallCounters.LATE -> late;
            case CallCounters.SLOW -> slow;
            case CallCounters.OTHER_SUCCESS -> otherSuccesses;
            case CallCounters.OTHER_ERROR -> otherErrors;
            case CallCounters.OTHER_IGNORED -> otherIgnored;
            default -> otherSlow;
        };
    }

    static long[] newCounts() {
        return new long[CallCounters.SHARED_COUNTERS];
    }

    /** For counters that several threads share. */
    static void incrementShared(long[] counts, int counter) {
        COUNTS.getAndAdd(counts, counter, 1L);
    }

    static long read(long[] counts, int counter) {
        return (long) COUNTS.getAcquire(counts, counter);
    }

    /** For the owner only, when {@link #inCall()}: whether it is still so. */
    boolean isStillInCall() {
        if (detached == null || !detached.isEnded()) {
            return true;
        }
        detached = null;
        inCall = 0;
        return false;
    }

    /** Whether the owner will never count again: it ended, or was collected. */
    boolean isAbandoned() {
        Thread owner = get();
        return owner == null || !owner.isAlive();
    }
}
