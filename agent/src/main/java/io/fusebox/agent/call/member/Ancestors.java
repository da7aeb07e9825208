package io.fusebox.agent.call.member;

import org.jspecify.annotations.Nullable;

/** Looks for a type by its name among a class and all that it extends and implements: as the class itself sees it. */
public final class Ancestors {
    private Ancestors() {}

    /** The type of that name, with dots; null if the class neither is, extends nor implements it. */
    public static @Nullable Class<?> named(@Nullable Class<?> type, String name) {
        if (type == null || type.getName().equals(name)) {
            return type;
        }
        for (Class<?> parent : type.getInterfaces()) {
            Class<?> found = named(parent, name);
            if (found != null) {
                return found;
            }
        }
        return named(type.getSuperclass(), name);
    }
}
