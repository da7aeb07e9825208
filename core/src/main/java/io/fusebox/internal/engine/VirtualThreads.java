package io.fusebox.internal.engine;

import org.jspecify.annotations.Nullable;

/** What differs between the threads of Java 17 and those of later versions. */
final class VirtualThreads {
    private static final @Nullable Class<?> VIRTUAL = virtualThreadClass();

    private VirtualThreads() {}

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
