package io.fusebox.agent.call.member;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;

/**
 * The JDK's own lookup, which may find every member of every class.
 *
 * <p>Configurations name private methods and fields, members of classes that no module exports, and classes of
 * applications in modules: opening each of those to the agent would change the modules for all to see.
 */
public final class TrustedLookup {
    /** May do anything; never hand it to the application. */
    public static final MethodHandles.Lookup LOOKUP = lookup();

    private TrustedLookup() {}

    private static MethodHandles.Lookup lookup() {
        try {
            Unsafe unsafe = Unsafe.getUnsafe();
            Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
            unsafe.ensureClassInitialized(MethodHandles.Lookup.class);
            return (MethodHandles.Lookup)
                    unsafe.getReference(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field));
        } catch (NoSuchFieldException foreign) {
            throw new LinkageError("a JDK without its own lookup", foreign);
        }
    }
}
