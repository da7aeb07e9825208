package io.fusebox.agent.async;

import io.fusebox.internal.engine.CallGate;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions that Fusebox passes on to the program's publishers on the current thread, at this moment.
 *
 * <p>A publisher that is made meanwhile is a part of such a subscription (R14), and needs no guard of its own: libraries
 * make one around every publisher that is subscribed to, and to guard that one would be to subscribe again, without end. What
 * a subscriber does with a signal is no part of it: then {@link #top} is empty for as long as that takes.
 */
final class OngoingSubscriptions {
    /** One element: the newest subscription's gate and, in the same way, the rest. Arrays of the JDK's, empty in the end. */
    private static final ThreadLocal<@Nullable Object @Nullable []> TOPS = new ThreadLocal<>();

    private OngoingSubscriptions() {}

    /**
     * The current thread's element. Code that changes it restores it by a plain write, which cannot fail.
     *
     * @return null if there is no room in the heap for it
     */
    static @Nullable Object @Nullable [] top() {
        try {
            @Nullable Object[] top = TOPS.get();
            if (top == null) {
                top = new Object[1];
                TOPS.set(top);
            }
            return top;
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable noRoom) {
            return null;
        }
    }

    /**
     * What {@link #top} holds while a subscription is passed on.
     *
     * @return just the rest if there is no room in the heap for more
     */
    static @Nullable Object with(CallGate gate, @Nullable Object rest) {
        try {
            return new @Nullable Object[] {gate, rest};
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable noRoom) {
            return rest;
        }
    }

    /** Whether a subscription of that breaker is being passed on. */
    static boolean areOf(CallGate gate) {
        @Nullable Object[] top = top();
        Object rest = top == null ? null : top[0];
        while (rest instanceof Object[] pair) {
            if (pair[0] == gate) {
                return true;
            }
            rest = pair[1];
        }
        return false;
    }
}
