package io.fusebox;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Over what the shares of errors and slow calls are taken (R12): the last calls, or the last stretch of time. */
public sealed interface Window {
    /** The default: the last 100 calls. */
    Window DEFAULT = new Calls(100);

    /**
     * The last {@code count} outcomes.
     *
     * @param count from 1 to 1,000,000
     */
    record Calls(int count) implements Window {
        /** The largest window in calls; it takes two bits a call. */
        public static final int MAX_COUNT = 1_000_000;

        public Calls {
            if (count < 1 || count > MAX_COUNT) {
                throw new IllegalArgumentException(
                        "window must be from 1 to " + MAX_COUNT + " calls, was " + count + " calls");
            }
        }

        // Written out, here and in Time: what a record's own ones set up at their first use costs the start of a
        // program.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Calls that && count == that.count;
        }

        @Override
        public int hashCode() {
            return count;
        }

        @Override
        public String toString() {
            return "Calls[count=" + count + ']';
        }
    }

    /**
     * The outcomes of the last {@code length}, in {@value #BUCKETS} buckets: what leaves the window leaves it a bucket at
     * a time.
     *
     * @param length at least 10 ms
     */
    record Time(Duration length) implements Window {
        /** Into how many buckets a time window is cut. */
        public static final int BUCKETS = 10;

        public Time {
            Objects.requireNonNull(length, "length");
            if (length.compareTo(Duration.ofMillis(BUCKETS)) < 0 || length.compareTo(ValueKind.MAX_DURATION) > 0) {
                throw new IllegalArgumentException("window must last from 10ms to 365 days, was " + length);
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Time that && length.equals(that.length);
        }

        @Override
        public int hashCode() {
            return length.hashCode();
        }

        @Override
        public String toString() {
            return "Time[length=" + length + ']';
        }
    }
}
