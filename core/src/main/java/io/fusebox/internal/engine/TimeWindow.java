package io.fusebox.internal.engine;

import io.fusebox.Window;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The outcomes of the last stretch of time, in buckets.
 *
 * <p>The {@link CallCounters} counts every outcome already and exactly, so a bucket is only what the counters' sums were when the
 * bucket began: recording an outcome writes nothing but at the turn of a bucket, and what happened in the window is the
 * difference between the sums now and those at its first bucket's begin. After an idle gap of any length that begin is
 * later than the last turn, and the window is empty. Buckets are numbered by a 64-bit count that never wraps.
 */
final class TimeWindow extends RateWindow {
    private static final int KINDS = 3;
    private static final int COUNTED = 0;
    private static final int ERRORS = 1;
    private static final int SLOW = 2;

    /** More places than buckets, so that a turn never overwrites the window that a reader looks at. */
    private static final int PLACES = 32;

    private static final VarHandle TURNING;
    private static final VarHandle SUMS = MethodHandles.arrayElementVarHandle(long[].class);

    static {
        try {
            TURNING = MethodHandles.lookup().findVarHandle(TimeWindow.class, "turning", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final CallCounters counters;
    private final long origin;
    private final long bucketNanos;
    private final long[] sumsAtBegin = new long[PLACES * KINDS];
    private volatile long newest;

    /** When the bucket after the newest begins, in ticks. Written after it: who finds it past looks at the other. */
    private volatile long nextAt;

    /** 1 while a thread turns the buckets; through {@link #TURNING}. */
    @SuppressWarnings("UnusedVariable")
    private volatile int turning;

    TimeWindow(long nanos, CallCounters counters, long now) {
        this.counters = counters;
        this.origin = now;
        this.bucketNanos = nanos / Window.Time.BUCKETS;
        this.nextAt = now + bucketNanos;
        for (long bucket = 1 - Window.Time.BUCKETS; bucket <= 0; bucket++) {
            begin(bucket);
        }
    }

    @Override
    long record(boolean error, boolean slow, long nanos) {
        turn(nanos);
        return bucketAt(nanos);
    }

    @Override
    void turn(long nanos) {
        if (nanos - nextAt >= 0) {
            turnTo(bucketAt(nanos));
        }
    }

    /** The error, which the counters hold from now on, counts as if it had come in that bucket: it leaves the window with it. */
    @Override
    boolean failed(RateWindow at, long bucket, long nanos) {
        if (at != this || bucket <= bucketAt(nanos) - Window.Time.BUCKETS) {
            return false;
        }
        for (long later = bucket + 1; later <= newest; later++) {
            var unused = (long) SUMS.getAndAdd(sumsAtBegin, placeOf(later, ERRORS), 1L);
        }
        return true;
    }

    private void turnTo(long bucket) {
        if (bucket > newest && TURNING.compareAndSet(this, 0, 1)) {
            try {
                for (long b = Math.max(newest + 1, bucket - Window.Time.BUCKETS); b <= bucket; b++) {
                    begin(b);
                }
                long last = Math.max(newest, bucket);
                newest = last;
                nextAt = origin + (last + 1) * bucketNanos;
            } finally {
                turning = 0;
            }
        }
    }

    private void begin(long bucket) {
        SUMS.setOpaque(sumsAtBegin, placeOf(bucket, COUNTED), counters.counted());
        SUMS.setOpaque(sumsAtBegin, placeOf(bucket, ERRORS), counters.errors());
        SUMS.setOpaque(sumsAtBegin, placeOf(bucket, SLOW), counters.slow());
    }

    private long bucketAt(long nanos) {
        return Math.floorDiv(nanos - origin, bucketNanos);
    }

    private static int placeOf(long bucket, int kind) {
        return (int) Math.floorMod(bucket, (long) PLACES) * KINDS + kind;
    }

    /** What came since the window's first bucket began; nothing if no bucket has begun since. */
    private long inWindow(int kind, long sumNow, long nanos) {
        long last = newest;
        long first = bucketAt(nanos) - Window.Time.BUCKETS + 1;
        return first > last ? 0 : Math.max(0, sumNow - (long) SUMS.getOpaque(sumsAtBegin, placeOf(first, kind)));
    }

    @Override
    long size(long nanos) {
        return inWindow(COUNTED, counters.counted(), nanos);
    }

    @Override
    long errors(long nanos) {
        return inWindow(ERRORS, counters.errors(), nanos);
    }

    @Override
    long slow(long nanos) {
        return inWindow(SLOW, counters.slow(), nanos);
    }

    @Override
    int enough(int minimumCalls) {
        return minimumCalls;
    }

    @Override
    int pending() {
        return 1;
    }

    @Override
    boolean needsTime() {
        return true;
    }
}
