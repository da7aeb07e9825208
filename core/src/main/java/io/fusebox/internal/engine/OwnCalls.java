package io.fusebox.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * What Fusebox itself calls while it handles a call of the program: the members on the way to a key, conditions, methods of
 * exceptions, constructors, makers of publishers, stages. Such code may lead through guarded methods, even of the same
 * breaker. While the current thread is in it, no call is guarded: it passes untouched and uncounted. So handling a call
 * never begins another call that is handled in the same way, without end.
 *
 * <p>What the program goes on with is not marked: its subscribers, its callbacks, its method that answers a rejection.
 *
 * <pre>
 * int[] depth = OwnCalls.begin();
 * try {
 *     value = key.follow(subject);
 * } finally {
 *     depth[OwnCalls.AT]--;
 * }
 * </pre>
 *
 * The end is a plain write: it needs no room on the stack or in the heap. Safe for use by any thread.
 */
public final class OwnCalls {
    /** The one element of a thread's array that is used. It lies between others: threads do not share a line of the cache. */
    public static final int AT = 32;

    /**
     * Whether any thread ever was in such code: before that a guarded call has nothing to ask. Plain, since a thread needs to
     * see only what it wrote itself.
     */
    private static boolean ever;

    /** How deep each thread is in such code. A plain array of the JDK's: it keeps no class loader alive in a pool's threads. */
    private static final ThreadLocal<int @Nullable []> DEPTHS = new ThreadLocal<>();

    private OwnCalls() {}

    /**
     * Marks the current thread until the element {@link #AT} of the returned array is decremented again. If it throws, for
     * want of room, the thread is not marked.
     */
    public static int[] begin() {
        int[] depth = depth();
        if (!ever) {
            ever = true;
        }
        depth[AT]++;
        return depth;
    }

    /** Whether the current thread is marked. */
    public static boolean areGoingOn() {
        return areGoingOn(null);
    }

    /**
     * The same, at less cost for a thread that has a slot.
     *
     * @param slot the current thread's, if it has one
     */
    static boolean areGoingOn(@Nullable ThreadSlot slot) {
        try {
            return ever && (slot == null ? depth() : slot.ownCalls())[AT] != 0;
        } catch (OutOfMemoryError noRoom) {
            // The thread has no array yet, and so is not marked.
            return false;
        }
    }

    /** False if they are certainly not going on. Takes no room. If true, ask {@link #areGoingOn}. */
    static boolean mayBeGoingOn(ThreadSlot slot) {
        int[] depth = slot.ownCalls;
        return ever && (depth == null || depth[AT] != 0);
    }

    /** The current thread's array. */
    static int[] depth() {
        int[] depth = DEPTHS.get();
        if (depth == null) {
            depth = new int[2 * AT + 1];
            DEPTHS.set(depth);
        }
        return depth;
    }
}
