package io.fusebox.internal;

import org.jspecify.annotations.Nullable;

/**
 * In calls of which breakers a thread is, for threads that own no {@link Cell} there (R14).
 *
 * <p>The value is a plain array of the JDK's, emptied when the calls end: it keeps no class loader alive in the threads
 * of a pool.
 */
final class Nesting {
    private static final ThreadLocal<@Nullable Object @Nullable []> CALLS = new ThreadLocal<>();

    private Nesting() {}

    /**
     * How the thread that entered a call in block form is let out of it by whatever thread ends it. A thread without a
     * cell finds out by itself when it looks next.
     */
    static final class Mark {
        private final Tally tally;
        private final @Nullable Cell cell;
        private volatile boolean cleared;

        Mark(Tally tally, @Nullable Cell cell) {
            this.tally = tally;
            this.cell = cell;
        }

        void clear() {
            cleared = true;
            if (cell != null) {
                cell.inCall = false;
            } else {
                remove(this);
            }
        }
    }

    static boolean contains(Tally breaker) {
        @Nullable Object[] calls = CALLS.get();
        if (calls != null) {
            for (int i = 0; i < calls.length; i++) {
                if (calls[i] == breaker) {
                    return true;
                }
                if (calls[i] instanceof Mark mark && mark.tally == breaker) {
                    if (!mark.cleared) {
                        return true;
                    }
                    calls[i] = null;
                }
            }
        }
        return false;
    }

    static void add(Object breaker) {
        @Nullable Object[] calls = CALLS.get();
        if (calls == null) {
            calls = new Object[4];
            CALLS.set(calls);
        }
        for (int i = 0; i < calls.length; i++) {
            if (calls[i] == null) {
                calls[i] = breaker;
                return;
            }
        }
        @Nullable Object[] more = new Object[calls.length * 2];
        System.arraycopy(calls, 0, more, 0, calls.length);
        more[calls.length] = breaker;
        CALLS.set(more);
    }

    static void remove(Object breaker) {
        @Nullable Object[] calls = CALLS.get();
        if (calls != null) {
            for (int i = 0; i < calls.length; i++) {
                if (calls[i] == breaker) {
                    calls[i] = null;
                    return;
                }
            }
        }
    }
}
