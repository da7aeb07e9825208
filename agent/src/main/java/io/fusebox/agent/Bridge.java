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

    /** The first site number that no agent has used yet. */
    static int firstSite() {
        try {
            Field field = FuseboxBridge.class.getDeclaredField("firstSite");
            Unsafe unsafe = Unsafe.getUnsafe();
            return unsafe.getIntVolatile(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field));
        } catch (NoSuchFieldException e) {
            throw foreign(e);
        }
    }

    /** Leaves the site numbers before this one to calls that are still under way. */
    static void firstSite(int site) {
        try {
            Field field = FuseboxBridge.class.getDeclaredField("firstSite");
            Unsafe unsafe = Unsafe.getUnsafe();
            unsafe.putIntVolatile(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field), site);
        } catch (NoSuchFieldException e) {
            throw foreign(e);
        }
    }

    /** The field is private, so that nobody else in {@code java.lang}'s reach can take the agent's place. */
    private static void set(@Nullable FuseboxBridge calls) {
        try {
            Unsafe unsafe = Unsafe.getUnsafe();
            Field field = FuseboxBridge.class.getDeclaredField("agent");
            unsafe.ensureClassInitialized(FuseboxBridge.class);
            unsafe.putReferenceVolatile(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field), calls);
        } catch (NoSuchFieldException e) {
            throw foreign(e);
        }
    }

    private static LinkageError foreign(NoSuchFieldException e) {
        return new LinkageError("a foreign java.lang.FuseboxBridge", e);
    }
}
