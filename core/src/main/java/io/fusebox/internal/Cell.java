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
 *
 * <p>All that a call writes is at the beginning of one array, longer than two lines of the processor's cache: wherever the
 * collector puts the cells of two threads, side by side mostly, none writes to a line that the other needs.
 */
final class Cell extends WeakReference<Thread> {
    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

    /**
     * Where {@link #counts} says whether the owner is inside a call of this breaker: a further one is nested (R14). What
     * has just counted a beginning or an end writes it without a call, which might find no room on the stack.
     */
    static final int IN_CALL = 0;

    /** And when that call began, in ticks; only kept if the breaker's settings ask for call times. */
    private static final int STARTED_AT = 1;

    final long[] counts;

    /** The call, if it is one in block form: whoever ends it, on whatever thread, the owner finds out here by itself. */
    @Nullable
    GuardedCall block;

    Cell(Thread owner, long[] counts) {
        super(owner);
        this.counts = counts;
        // The owner before may have ended inside a call.
        counts[IN_CALL] = 0;
    }

    static long[] newCounts() {
        return new long[Tally.COUNTERS];
    }

    /** For the owner only. Release: who sees the end of a call sees its beginning too. */
    void increment(int counter) {
        COUNTS.setRelease(counts, counter, counts[counter] + 1);
    }

    /** For the owner only. */
    boolean inCall() {
        return counts[IN_CALL] != 0;
    }

    /** For the owner only. */
    void leave() {
        counts[IN_CALL] = 0;
    }

    /** For the owner only. */
    long startedAt() {
        return counts[STARTED_AT];
    }

    /** For the owner only. */
    void startedAt(long nanos) {
        counts[STARTED_AT] = nanos;
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
        if (block == null || !block.isEnded()) {
            return true;
        }
        block = null;
        leave();
        return false;
    }

    /** Whether the owner will never count again: it ended, or was collected. */
    boolean isAbandoned() {
        Thread owner = get();
        return owner == null || !owner.isAlive();
    }
}
