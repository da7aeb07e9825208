package io.fusebox.internal.engine;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls that Fusebox's own thread looks at now and then: probes and timed calls that wait for a stage. A stage runs the
 * callbacks first that were added last, so those of the program run before the one that ends the call; what they take is no
 * part of it. Safe for use by any thread.
 *
 * <p>They are held weakly: a stage that the program has dropped goes, and its class loader with it.
 */
public final class WatchedCalls {
    /** Milliseconds between two looks: so exactly is the time of an end known that nobody told in time. */
    public static final long LOOK_MILLIS = 100;

    private static final ConcurrentHashMap<WeakReference<DetachedCall>, Boolean> ALL = new ConcurrentHashMap<>();

    private WatchedCalls() {}

    static void add(WeakReference<DetachedCall> call) {
        ALL.put(call, Boolean.TRUE);
    }

    static void remove(WeakReference<DetachedCall> call) {
        ALL.remove(call);
    }

<<<<<<< HEAD:core/src/main/java/io/fusebox/internal/engine/WatchedCalls.java
    public static boolean isEmpty() {
        return ALL.isEmpty();
=======
    public static int size() {
        return ALL.size();
>>>>>>> c255fef (A minimal stage ends its call as it ends itself, not as cancelled: it cannot be asked whether it has ended):core/src/main/java/io/fusebox/internal/WatchedCalls.java
    }

    /** Ends those whose stages have ended unseen. */
    public static void look() {
        for (WeakReference<DetachedCall> reference : ALL.keySet()) {
            DetachedCall call = reference.get();
            if (call == null) {
                ALL.remove(reference);
            } else {
                call.look();
            }
        }
    }

    /** Ends the call if its stage has ended unseen; whether it did. */
    static boolean endUnseen(@Nullable WeakReference<DetachedCall> reference) {
        DetachedCall call = reference == null ? null : reference.get();
        return call != null && call.endUnseen();
    }
}
