package io.fusebox.agent.call.member;

import io.fusebox.internal.engine.OwnCalls;
import java.lang.ref.WeakReference;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.List;

/**
 * A value for each class that asks for it, kept with the class: it goes when the class goes, and when the agent goes. Safe
 * for use by any thread.
 *
 * <p>A {@link ClassValue} alone leaves its values with the class for good, also with {@code java.lang.Integer}; and a
 * value that leads to the agent's loader would keep that.
 */
public abstract class PerClass<V> extends ClassValue<V> {
    static {
        Initialised.classes(Kept.class);
    }

    private static final int FIRST_PURGE = 64;

    /** The first Java that refuses security managers. */
    private static final int WITHOUT_SECURITY_MANAGER = 24;

    private static final List<Kept> KEPT = new ArrayList<>();
    private static int purgeAt = FIRST_PURGE;

    /** Makes the value; may be called more than once for a class. */
    protected abstract V valueFor(Class<?> type);

    @Override
    protected final V computeValue(Class<?> type) {
        keep(new Kept(this, new WeakReference<>(type)));
        // Class loaders of the program may be asked.
        int[] depth = OwnCalls.begin();
        try {
            return isRestricted() ? privileged(type) : valueFor(type);
        } finally {
            depth[OwnCalls.AT]--;
        }
    }

    /** Whether there is a security manager. Later versions of Java have none, and some day not even the method. */
    @SuppressWarnings("removal")
    private static boolean isRestricted() {
        return Runtime.version().feature() < WITHOUT_SECURITY_MANAGER && System.getSecurityManager() != null;
    }

    /** With the rights of the agent: those of the program, whose call this is, may not allow to look at its members. */
    @SuppressWarnings("removal")
    private V privileged(Class<?> type) {
        return AccessController.doPrivileged((PrivilegedAction<V>) () -> valueFor(type));
    }

    private static void keep(Kept kept) {
        synchronized (KEPT) {
            if (KEPT.size() == purgeAt) {
                for (int i = KEPT.size() - 1; i >= 0; i--) {
                    if (KEPT.get(i).isGone()) {
                        KEPT.remove(i);
                    }
                }
                purgeAt = Math.max(FIRST_PURGE, KEPT.size() * 2);
            }
            KEPT.add(kept);
        }
    }

    /** Takes all values from all classes: the agent goes. A call that ends at this very moment may make one anew. */
    public static void forgetAll() {
        synchronized (KEPT) {
            for (Kept kept : KEPT) {
                kept.forget();
            }
            KEPT.clear();
        }
    }

    /** The values are held fast: without them nobody could take them from a class any more. */
    private record Kept(PerClass<?> values, WeakReference<Class<?>> type) {
        boolean isGone() {
            return type.get() == null;
        }

        void forget() {
            Class<?> of = type.get();
            if (of != null) {
                values.remove(of);
            }
        }
    }
}
