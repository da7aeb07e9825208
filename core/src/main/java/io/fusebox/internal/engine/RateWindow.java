package io.fusebox.internal.engine;

import io.fusebox.Window;
import io.fusebox.internal.text.TransitionReasons;
import org.jspecify.annotations.Nullable;

/**
 * The last outcomes of a CLOSED period, and the shares of errors and slow calls among them (R12). Neither recording nor
 * reading takes a lock or allocates.
 */
abstract class RateWindow {
    /** A new window as the policy asks for, or null if it asks for none. */
    static @Nullable RateWindow of(CompiledSettings policy, CallCounters counters, long nanos) {
        if (!policy.windowed) {
            return null;
        }
        return policy.settings.window() instanceof Window.Calls calls
                ? new CountWindow(calls.count())
                : new TimeWindow(
                        ((Window.Time) policy.settings.window()).length().toNanos(), counters, nanos);
    }

    /** A window for other settings that keeps what can be kept of the one before (R17). */
    static @Nullable RateWindow following(
            @Nullable RateWindow before, CompiledSettings policy, CallCounters counters, long nanos) {
        return before instanceof CountWindow counts
                        && policy.windowed
                        && policy.settings.window() instanceof Window.Calls calls
                ? counts.resized(calls.count())
                : of(policy, counters, nanos);
    }

    /**
     * Called for each outcome that counts, before it is added to the {@link CallCounters}.
     *
     * @return the place of the outcome, see {@link #failed}
     */
    abstract long record(boolean error, boolean slow, long nanos);

    /** The time has gone on, and what happens next counts for then. */
    abstract void turn(long nanos);

    /**
     * An outcome that was recorded as slow before its call ended has become an error (R21).
     *
     * @param at the window that recorded it: this one, or one that this one follows
     * @param place what {@link #record} returned there
     * @return whether the outcome is still in this window; if not, its error does not count here
     */
    abstract boolean failed(RateWindow at, long place, long nanos);

    /** Outcomes in the window. */
    abstract long size(long nanos);

    /** Errors in the window. */
    abstract long errors(long nanos);

    /** Slow calls in the window. */
    abstract long slow(long nanos);

    /** How many outcomes that {@link #record} was told of are not in the sums yet when it returns: 0 or 1. */
    abstract int pending();

    /** How many outcomes make a share worth looking at: never more than the window can hold. */
    abstract int enough(int minimumCalls);

    /** Whether {@link #record} wants to know the time. */
    abstract boolean needsTime();

    /**
     * Whether, with the error just recorded, the share of errors is at least the percentage.
     *
     * @param hung whether its call was counted before it ended (R21)
     */
    final boolean errorRateReached(boolean hung, double percentage, int minimumCalls, long nanos) {
        long size = size(nanos) + (hung ? 0 : pending());
        return reached(errors(nanos) + pending(), size, percentage, minimumCalls);
    }

    /** Whether, with the slow call just recorded, the share of slow calls is at least the percentage. */
    final boolean slowRateReached(double percentage, int minimumCalls, long nanos) {
        return reached(slow(nanos) + pending(), size(nanos) + pending(), percentage, minimumCalls);
    }

    /** The share of errors in words, with the error just recorded: {@code 3 errors in 4 calls}. */
    final String errorShare(boolean hung, long nanos) {
        long size = size(nanos) + (hung ? 0 : pending());
        return TransitionReasons.rate("errors", errors(nanos) + pending(), size);
    }

    /** The share of slow calls in words, with the slow call just recorded: {@code 3 slow calls in 4 calls}. */
    final String slowShare(long nanos) {
        return TransitionReasons.rate("slow calls", slow(nanos) + pending(), size(nanos) + pending());
    }

    private boolean reached(long part, long size, double percentage, int minimumCalls) {
        return size >= enough(minimumCalls) && part * 100.0 >= percentage * size;
    }

    /** The share in percent of {@code part} in the window, or -1 while there are too few outcomes. */
    final double share(long part, int minimumCalls, long nanos) {
        long size = size(nanos);
        return size == 0 || size < enough(minimumCalls) ? -1 : part * 100.0 / size;
    }
}
