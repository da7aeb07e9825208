package io.fusebox.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * One thread's share of one breaker's {@link Tally}: its counters, and what it needs to know about the call it is in.
 *
 * <p>Written by the owner alone, so counting takes no atomic instruction; read by anyone. The owner is held weakly: a
 * breaker must keep no thread, and so no class loader of an application, from being collected. When the owner is gone,
 * another thread takes the counters over in a cell of its own; they are never moved or lost.
 */
final class Cell extends WeakReference<Thread> {
    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

    final long[] counts;

    /** Whether the owner is inside a call of this breaker: a further one is nested (R14). */
    boolean inCall;

    /** The call, if it is one in block form: whoever ends it, on whatever thread, the owner finds out here by itself. */
    @Nullable
    GuardedCall block;

    /** When the owner's call began, in ticks; only kept if the breaker's settings ask for call times. */
    long startedAt;

    Cell(Thread owner, long[] counts) {
        super(owner);
        this.counts = counts;
    }

    static long[] newCounts() {
        return new long[Tally.COUNTERS];
    }

    /** For the owner only. Release: who sees the end of a call sees its beginning too. */
    void increment(int counter) {
        COUNTS.setRelease(counts, counter, counts[counter] + 1);
    }

    /** For counters that several threads share. */
    static void incrementShared(long[] counts, int counter) {
        COUNTS.getAndAdd(counts, counter, 1L);
    }

    static long read(long[] counts, int counter) {
        return (long) COUNTS.getAcquire(counts, counter);
    }

    /** For the owner only, when {@link #inCall} is set: whether it is still so. */
    boolean isStillInCall() {
        if (block == null || !block.isEnded()) {
            return true;
        }
        block = null;
        inCall = false;
        return false;
    }

    /** Whether the owner will never count again: it ended, or was collected. */
    boolean isAbandoned() {
        Thread owner = get();
        return owner == null || !owner.isAlive();
    }
}
