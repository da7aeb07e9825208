package io.fusebox.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * In calls of which breakers a thread is, for threads that own no {@link ThreadSlot} there (R14).
 *
 * <p>The value is a plain array of the JDK's, emptied when the calls end: it keeps no class loader alive in the threads
 * of a pool. A call that another thread ended is taken out when the thread looks next.
 */
final class Nesting {
    private static final ThreadLocal<@Nullable Object @Nullable []> CALLS = new ThreadLocal<>();

    private Nesting() {}

    static boolean contains(CallCounters breaker) {
        @Nullable Object[] calls = CALLS.get();
        if (calls != null) {
            for (int i = 0; i < calls.length; i++) {
                if (calls[i] == breaker) {
                    return true;
                }
                if (calls[i] instanceof DetachedCall call && call.isOf(breaker)) {
                    if (!call.isEnded()) {
                        return true;
                    }
                    calls[i] = null;
                }
            }
        }
        return false;
    }

    /** Adds a breaker, or a call of one that may end on another thread. */
    static void add(Object breakerOrCall) {
        @Nullable Object[] calls = CALLS.get();
        if (calls == null) {
            calls = new Object[4];
            CALLS.set(calls);
        }
        for (int i = 0; i < calls.length; i++) {
            if (calls[i] == null) {
                calls[i] = breakerOrCall;
                return;
            }
        }
        @Nullable Object[] more = new Object[calls.length * 2];
        System.arraycopy(calls, 0, more, 0, calls.length);
        more[calls.length] = breakerOrCall;
        CALLS.set(more);
    }

    /** The call of the breaker that the thread is in is one that another thread may end. */
    static void replace(CallCounters breaker, DetachedCall call) {
        put(breaker, call);
    }

    /** The thread is in no call of the breaker, or not in this one that may end on another, any more. */
    static void remove(Object breakerOrCall) {
        put(breakerOrCall, null);
    }

    /** The call of the breaker that the thread is in, if it is one that may end on another; null if not. */
    static @Nullable DetachedCall lasting(CallCounters breaker) {
        @Nullable Object[] calls = CALLS.get();
        if (calls != null) {
            for (Object one : calls) {
                if (one instanceof DetachedCall call && call.isOf(breaker)) {
                    return call;
                }
            }
        }
        return null;
    }

    /** Takes the breaker out, if the thread is in a call of it that ends when it returns; whether it was. */
    static boolean removeIfIn(CallCounters breaker) {
        return put(breaker, null);
    }

    private static boolean put(Object before, @Nullable Object after) {
        @Nullable Object[] calls = CALLS.get();
        if (calls != null) {
            for (int i = 0; i < calls.length; i++) {
                if (calls[i] == before) {
                    calls[i] = after;
                    return true;
                }
            }
        }
        return false;
    }
}
