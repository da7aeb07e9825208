package io.fusebox.internal;

import org.jspecify.annotations.Nullable;

/** What differs between the threads of Java 17 and those of later versions. */
final class Threads {
    private static final @Nullable Class<?> VIRTUAL = virtualThreadClass();

    private Threads() {}

    /** Whether the thread is virtual; {@code Thread.isVirtual} is not there on Java 17. */
    static boolean isVirtual(Thread thread) {
        return VIRTUAL != null && VIRTUAL.isInstance(thread);
    }

    private static @Nullable Class<?> virtualThreadClass() {
        try {
            return Class.forName("java.lang.BaseVirtualThread", false, null);
        } catch (ClassNotFoundException java17) {
            return null;
        }
    }
}
