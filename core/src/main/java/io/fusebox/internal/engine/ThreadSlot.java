package io.fusebox.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thread's share of one breaker's {@link CallCounters}: its counters, and the call it is in. The permit of a call that needs
 * no other: a thread is in one call of a breaker at a time (R14), so the cell has room for what its end must know, and
 * need not be looked for again.
 *
 * <p>Written by the owner alone, so counting takes no atomic instruction; read by anyone. The owner is held weakly: a
 * breaker must keep no thread, and so no class loader of an application, from being collected. When the owner is gone,
 * another thread takes the counts over in a cell of its own: nothing is added to the old one any more, so no count is lost
 * and none counts twice.
 *
 * <p>What a call writes lies between fields that nobody uses, on either side more than a line of the processor's cache:
 * wherever the collector puts the cells of two threads, side by side mostly, none writes to a line that another needs.
 */
final class ThreadSlot extends WeakReference<Thread> implements Permit {
    private static final VarHandle ADMITTED;
    private static final VarHandle SUCCESS;
    private static final VarHandle OTHERS;
    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ADMITTED = lookup.findVarHandle(ThreadSlot.class, "admitted", long.class);
            SUCCESS = lookup.findVarHandle(ThreadSlot.class, "successes", long.class);
            OTHERS = lookup.findVarHandle(ThreadSlot.class, "others", long[].class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final StateMachine machine;

    @SuppressWarnings("unused")
    long before1, before2, before3, before4, before5;

    /**
     * Not 0 while the owner is inside a call of this breaker: a further one is nested (R14). What has just counted a
     * beginning or an end writes it without a call, which might find no room on the stack.
     */
    long inCall;

    /** When that call began, in ticks; only kept if the breaker's settings ask for call times. */
    long startedAt;

    private long admitted;
    private long successes;

    @SuppressWarnings("unused")
    long after1, after2, after3, after4, after5, after6, after7;

    /** What admitted that call, if it needed no permit of its own. */
    private @Nullable Period period;

    /** The other counters, once there is something to count. */
    private long @Nullable [] others;

    /** The call, if it may end on another thread: whoever ends it, the owner finds out here by itself. */
    @Nullable
    DetachedCall lasting;

    /** See {@link OwnCalls#depth}; looked up when first asked for. */
    private int @Nullable [] ownCalls;

    /** @param before whose counts it takes over: a cell that is abandoned */
    ThreadSlot(Thread owner, StateMachine machine, @Nullable ThreadSlot before) {
        super(owner);
        this.machine = machine;
        if (before != null) {
            admitted = before.admitted;
            successes = before.successes;
            others = before.others;
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
        if (period != now || !now.quiet || (now.recorded && !isRecorded((Period.Closed) now))) {
            return false;
        }
        SUCCESS.setRelease(this, successes + 1);
        inCall = 0;
        return true;
    }

    /** Tells the window; false, and nothing told, if the call was slow or there is no telling. */
    private boolean isRecorded(Period.Closed now) {
        long nanos = 0;
        if (now.clocked) {
            try {
                nanos = machine.nanos();
            } catch (Throwable fault) {
                // The long way sees to it (R15).
                return false;
            }
            if (nanos - startedAt > now.policy.slowCallNanos) {
                return false;
            }
        }
        if (now.window != null) {
            now.window.record(false, false, nanos);
        }
        return true;
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
        inCall = 0;
    }

    /** For the owner only: what admitted the call that {@link #begins} noted. */
    Period admitting() {
        return Objects.requireNonNull(period);
    }

    /** For the owner only. Release: who sees the end of a call sees its beginning too. */
    void increment(int counter) {
        if (counter == CallCounters.ADMITTED) {
            ADMITTED.setRelease(this, admitted + 1);
        } else if (counter == CallCounters.SUCCESS) {
            SUCCESS.setRelease(this, successes + 1);
        } else {
            long[] counts = others;
            if (counts == null) {
                counts = newCounts();
                OTHERS.setRelease(this, counts);
            }
            COUNTS.setRelease(counts, counter, counts[counter] + 1);
        }
    }

    long read(int counter) {
        if (counter == CallCounters.ADMITTED) {
            return (long) ADMITTED.getAcquire(this);
        }
        if (counter == CallCounters.SUCCESS) {
            return (long) SUCCESS.getAcquire(this);
        }
        long[] counts = (long[]) OTHERS.getAcquire(this);
        return counts == null ? 0 : read(counts, counter);
    }

    static long[] newCounts() {
        return new long[CallCounters.COUNTERS];
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
        if (lasting == null || !lasting.isEnded()) {
            return true;
        }
        lasting = null;
        inCall = 0;
        return false;
    }

    /** Whether the owner will never count again: it ended, or was collected. */
    boolean isAbandoned() {
        Thread owner = get();
        return owner == null || !owner.isAlive();
    }
}
