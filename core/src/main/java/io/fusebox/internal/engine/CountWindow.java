package io.fusebox.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The last N outcomes, two bits each.
 *
 * <p>An outcome takes the next place from {@link #next} and sets its bits there; what the place held before says by how
 * much the sums change. So the sums always equal the bits once all writers are done, in whatever order they wrote; and a good
 * outcome in a place that held one, the common case, writes nothing but {@link #next}.
 */
final class CountWindow extends RateWindow {
    private final int length;
    private final AtomicLong next;

    /** The number of the oldest outcome that may be in it. */
    private final long first;

    /** Where the numbering began: the same for windows that follow each other. */
    private final Object numbering;

    final AtomicLongArray errorBits;
    private final AtomicLongArray slowBits;
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger slow = new AtomicInteger();

    CountWindow(int length) {
        this(length, 0, new Object());
    }

    private CountWindow(int length, long first, Object numbering) {
        this.length = length;
        this.first = first;
        this.numbering = numbering;
        this.next = new AtomicLong(first);
        int words = (length + Long.SIZE - 1) / Long.SIZE;
        errorBits = new AtomicLongArray(words);
        slowBits = new AtomicLongArray(words);
    }

    /** A window of another length with the newest outcomes of this one (R17). */
    CountWindow resized(int newLength) {
        long end = next.get();
        long begin = Math.max(first, end - Math.min(length, newLength));
        CountWindow copy = new CountWindow(newLength, begin, numbering);
        for (long i = begin; i < end; i++) {
            int place = (int) (i % length);
            var unused = copy.record(isSet(errorBits, place), isSet(slowBits, place), 0);
        }
        return copy;
    }

    @Override
    long record(boolean isError, boolean isSlow, long nanos) {
        long number = next.getAndIncrement();
        int place = (int) (number % length);
        set(errorBits, errors, place, isError);
        set(slowBits, slow, place, isSlow);
        return number;
    }

    @Override
    void turn(long nanos) {}

    /** An outcome that takes the place at this very moment may keep the error: then its own comes a moment later. */
    @Override
    boolean failed(RateWindow at, long number, long nanos) {
        boolean isIn = at instanceof CountWindow other
                && other.numbering == numbering
                && number >= first
                && next.get() - number <= length;
        if (isIn) {
            set(errorBits, errors, (int) (number % length), true);
        }
        return isIn;
    }

    private static boolean isSet(AtomicLongArray bits, int place) {
        return (bits.get(place / Long.SIZE) & 1L << place) != 0;
    }

    private static void set(AtomicLongArray bits, AtomicInteger sum, int place, boolean value) {
        int word = place / Long.SIZE;
        long bit = 1L << place;
        long before = bits.get(word);
        while ((before & bit) != 0 != value) {
            if (bits.compareAndSet(word, before, before ^ bit)) {
                sum.addAndGet(value ? 1 : -1);
                return;
            }
            before = bits.get(word);
        }
    }

    @Override
    long size(long nanos) {
        return Math.min(next.get() - first, length);
    }

    @Override
    long errors(long nanos) {
        return errors.get();
    }

    @Override
    long slow(long nanos) {
        return slow.get();
    }

    @Override
    int enough(int minimumCalls) {
        return Math.min(minimumCalls, length);
    }

    @Override
    int pending() {
        return 0;
    }

    @Override
    boolean needsTime() {
        return false;
    }
}
