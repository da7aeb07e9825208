package io.fusebox.agent;

import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Connects the woven code to the agent and cuts it off again.
 *
 * <p>The fields of the bridge are private, so that nobody else in {@code java.lang}'s reach can take the agent's place.
 */
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
        Field field = field("firstSite");
        Unsafe unsafe = Unsafe.getUnsafe();
        return unsafe.getIntVolatile(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field));
    }

    /** Leaves the site numbers before this one to calls that are still under way. */
    static void firstSite(int site) {
        Field field = field("firstSite");
        Unsafe unsafe = Unsafe.getUnsafe();
        unsafe.putIntVolatile(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field), site);
    }

    /** Which core is in the bootstrap loader; null if the agent that defined it did not say. */
    static @Nullable String core() {
        Field field = field("core");
        Unsafe unsafe = Unsafe.getUnsafe();
        return (String) unsafe.getReferenceVolatile(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field));
    }

    /** Says which core is in the bootstrap loader. */
    static void core(String name) {
        put("core", name);
    }

    private static void set(@Nullable FuseboxBridge calls) {
        put("agent", calls);
    }

    private static void put(String name, @Nullable Object value) {
        Field field = field(name);
        Unsafe unsafe = Unsafe.getUnsafe();
        unsafe.ensureClassInitialized(FuseboxBridge.class);
        unsafe.putReferenceVolatile(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field), value);
    }

    private static Field field(String name) {
        try {
            return FuseboxBridge.class.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new LinkageError("a foreign java.lang.FuseboxBridge", e);
        }
    }
}
