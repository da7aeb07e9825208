package io.fusebox.agent.call.member;

import io.fusebox.agent.config.value.Expression.Step;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds the members that a path names, whatever their access: methods without parameters, and fields. */
final class Members {
    private Members() {}

    /**
     * The member of a type, inherited ones included: the one of the step's owner if it has one and the type is of that.
     *
     * @return a handle from the type, or from the owner, to the member's own type; null if there is none
     */
    static @Nullable MethodHandle find(Class<?> type, Step step) throws IllegalAccessException {
        Class<?> owner = step.owner() == null ? null : owner(type, step.owner());
        MethodHandle declared = owner == null || step.type() == null ? null : ofOwner(owner, step, step.type());
        // The step may have been found in another class loader, where things are otherwise.
        return declared == null ? byName(type, step) : declared;
    }

    private static @Nullable Class<?> owner(Class<?> type, String name) {
        return name.equals("java.lang.Object") ? Object.class : Ancestors.named(type, name);
    }

    /** Looks at no other member: one of those may mention a class that is not there. */
    private static @Nullable MethodHandle ofOwner(Class<?> owner, Step step, String descriptor)
            throws IllegalAccessException {
        MethodType type = MethodType.fromMethodDescriptorString("()" + descriptor, owner.getClassLoader());
        try {
            return step.call()
                    ? TrustedLookup.LOOKUP.findVirtual(owner, step.name(), type)
                    : TrustedLookup.LOOKUP.findGetter(owner, step.name(), type.returnType());
        } catch (NoSuchMethodException | NoSuchFieldException gone) {
            return null;
        }
    }

    private static @Nullable MethodHandle byName(Class<?> type, Step step) throws IllegalAccessException {
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
