package io.fusebox.agent;

import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/** Connects the woven code to the agent and cuts it off again. */
final class Bridge {

    private Bridge() {}

    /** From now on woven code calls {@code calls}. */
    static void install(FuseboxBridge calls) {
        set(calls);
    }

    /** From now on woven code does nothing. */
    static void uninstall() {
        set(null);
    }

    /** The field is private, so that nobody else in {@code java.lang}'s reach can take the agent's place. */
    private static void set(@Nullable FuseboxBridge calls) {
        try {
            Unsafe unsafe = Unsafe.getUnsafe();
            Field field = FuseboxBridge.class.getDeclaredField("agent");
            unsafe.ensureClassInitialized(FuseboxBridge.class);
            unsafe.putReferenceVolatile(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field), calls);
        } catch (NoSuchFieldException e) {
            throw new LinkageError("a foreign java.lang.FuseboxBridge", e);
        }
    }
}
