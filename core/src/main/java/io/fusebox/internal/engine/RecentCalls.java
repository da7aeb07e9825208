package io.fusebox.internal.engine;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The last few calls of a breaker that wait for a stage while one error more would open it. Before it admits a further such
 * call it looks whether one of them has ended unseen: a program that repeats a call in a callback of the failed one is
 * rejected, as it should be.
 *
 * <p>Which ones are kept is a matter of luck when many threads come at once: then ends come at any moment anyway. Held
 * weakly, like {@link WatchedCalls}. Safe for use by any thread.
 */
final class RecentCalls {
    private static final int ROOM = 8;

    private final AtomicReferenceArray<WeakReference<DetachedCall>> calls = new AtomicReferenceArray<>(ROOM);
    private int next;

    void add(WeakReference<DetachedCall> call) {
        int place = next & (ROOM - 1);
        next = place + 1;
        calls.set(place, call);
    }

    /** Ends those whose stages have ended unseen. */
    void endUnseen() {
        for (int i = 0; i < ROOM; i++) {
            WatchedCalls.endUnseen(calls.get(i));
        }
    }
}
