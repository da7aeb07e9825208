package io.fusebox.agent.call;

import io.fusebox.agent.config.value.Expression.Step;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds the members that a path names, whatever their access: methods without parameters, and fields. */
final class Members {
    private Members() {}

    /**
     * The member of a type, inherited ones included.
     *
     * @return a handle from the type to the member's own type; null if there is none
     */
    static @Nullable MethodHandle find(Class<?> type, Step step) throws IllegalAccessException {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            MethodHandle own = declared(one, step);
            if (own != null) {
                return own;
            }
        }
        MethodHandle inherited = step.call() ? ofInterfaces(type, step) : null;
        return inherited == null && type.isInterface() ? declared(Object.class, step) : inherited;
    }

    private static @Nullable MethodHandle ofInterfaces(Class<?> type, Step step) throws IllegalAccessException {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            for (Class<?> parent : one.getInterfaces()) {
                MethodHandle own = declared(parent, step);
                MethodHandle found = own == null ? ofInterfaces(parent, step) : own;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable MethodHandle declared(Class<?> type, Step step) throws IllegalAccessException {
        return step.call() ? declaredMethod(type, step.name()) : declaredField(type, step.name());
    }

    private static @Nullable MethodHandle declaredMethod(Class<?> type, String name) throws IllegalAccessException {
        Method found = null;
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name)
                    && method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() != void.class
                    // The compiler's bridges return less than what was written.
                    && (found == null || found.isBridge())) {
                found = method;
            }
        }
        return found == null ? null : TrustedLookup.LOOKUP.unreflect(found);
    }

    private static @Nullable MethodHandle declaredField(Class<?> type, String name) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (field.getName().equals(name) && !Modifier.isStatic(field.getModifiers())) {
                return TrustedLookup.LOOKUP.unreflectGetter(field);
            }
        }
        return null;
    }
}
