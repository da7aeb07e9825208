package io.fusebox.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The breakers whose calls a thread is inside of, for a thread that owns no {@link ThreadSlot} there (R14).
 *
 * <p>The value is a plain array of the JDK's, emptied when the calls end: it keeps no class loader alive in the threads
 * of a pool. An element, the mark, is the counters of the breaker, the {@link Probe} if the call is one, or the
 * {@link DetachedCall} if it may end on another thread; such a mark is taken out when the thread looks next.
 */
final class Nesting {
    private static final ThreadLocal<@Nullable Object @Nullable []> CALLS = new ThreadLocal<>();

    private static final @Nullable Object[] NONE = {};

    private Nesting() {}

    /** The marks of the current thread; not to be added to. To take one out is a plain write, which takes no room. */
    static @Nullable Object[] marks() {
        @Nullable Object[] marks = CALLS.get();
        return marks == null ? NONE : marks;
    }

    static boolean contains(CallCounters breaker) {
        @Nullable Object[] marks = marks();
        for (int i = 0; i < marks.length; i++) {
            if (isOf(breaker, marks[i])) {
                if (!(marks[i] instanceof DetachedCall call) || !call.isEnded()) {
                    return true;
                }
                marks[i] = null;
            }
        }
        return false;
    }

    private static boolean isOf(CallCounters breaker, @Nullable Object mark) {
        return mark == breaker
                || (mark instanceof DetachedCall call && call.isOf(breaker))
                || (mark instanceof Probe probe && probe.isOf(breaker));
    }

    /** The marks of the current thread, with room for one more. */
    static @Nullable Object[] withRoom() {
        @Nullable Object[] marks = marks();
        if (free(marks) < marks.length) {
            return marks;
        }
        @Nullable Object[] more = new Object[Math.max(4, marks.length * 2)];
        System.arraycopy(marks, 0, more, 0, marks.length);
        CALLS.set(more);
        return more;
    }

    /** The place for the next mark; the length if there is none. */
    static int free(@Nullable Object[] marks) {
        int free = 0;
        while (free < marks.length && marks[free] != null) {
            free++;
        }
        return free;
    }

    /** The call of the breaker that the thread is in is one that another thread may end. */
    static void replace(CallCounters breaker, DetachedCall call) {
        @Nullable Object[] marks = marks();
        for (int i = 0; i < marks.length; i++) {
            if (isOf(breaker, marks[i])) {
                marks[i] = call;
                return;
            }
        }
    }

    /** The thread is in no call of the breaker any more. */
    static void remove(CallCounters breaker) {
        @Nullable Object[] marks = marks();
        for (int i = 0; i < marks.length; i++) {
            if (isOf(breaker, marks[i])) {
                marks[i] = null;
                return;
            }
        }
    }

    /** The thread is not in this call any more. */
    static void remove(DetachedCall call) {
        @Nullable Object[] marks = marks();
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == call) {
                marks[i] = null;
            }
        }
    }

    /** The call of the breaker that the thread is in, if it is one that may end on another; null if not. */
    static @Nullable DetachedCall detached(CallCounters breaker) {
        for (Object mark : marks()) {
            if (mark instanceof DetachedCall call && call.isOf(breaker)) {
                return call;
            }
        }
        return null;
    }

    /** Takes the breaker out, if the thread is in a call of it that ends when it returns; whether it was. */
    static boolean cancelLost(CallCounters breaker) {
        @Nullable Object[] marks = marks();
        for (int i = 0; i < marks.length; i++) {
            if (!(marks[i] instanceof DetachedCall) && isOf(breaker, marks[i])) {
                if (marks[i] instanceof Probe probe) {
                    probe.left = Outcome.CANCELLED;
                }
                marks[i] = null;
                return true;
            }
        }
        return false;
    }
}
