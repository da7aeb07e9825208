package io.fusebox.agent.call.member;

import io.fusebox.agent.config.value.Expression.Step;
import io.fusebox.agent.config.value.Literal;
import io.fusebox.agent.config.value.LiteralArgument;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the members that a path names, whatever their access: methods that take literals or nothing, and fields. */
final class Members {
    private Members() {}

    /**
     * The member of a type, inherited ones included: the one of the step's owner if it has one and the type is of that.
     *
     * @return a handle from the type, or from the owner, to the member's own type; null if there is none
     */
    static @Nullable MethodHandle find(Class<?> type, Step step) throws IllegalAccessException {
        if (type.isArray() && !step.call() && step.name().equals("length")) {
            return MethodHandles.arrayLength(type);
        }
        Class<?> owner = step.owner() == null ? null : owner(type, step.owner());
        MethodHandle declared = owner == null || step.type() == null ? null : ofOwner(owner, step, step.type());
        // The step may have been found in another class loader, where things are otherwise.
        MethodHandle found = declared == null ? byName(type, step) : declared;
        return found == null || step.arguments().isEmpty() ? found : called(found, step.arguments());
    }

    /** A method with its arguments. */
    private static MethodHandle called(MethodHandle method, List<Literal> arguments) {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = LiteralArgument.value(arguments.get(i), method.type().parameterType(i + 1));
        }
        return MethodHandles.insertArguments(method, 1, values);
    }

    private static @Nullable Class<?> owner(Class<?> type, String name) {
        return name.equals("java.lang.Object") ? Object.class : Ancestors.named(type, name);
    }

    /** Looks at no other member: one of those may mention a class that is not there. */
    private static @Nullable MethodHandle ofOwner(Class<?> owner, Step step, String descriptor)
            throws IllegalAccessException {
        MethodType type = MethodType.fromMethodDescriptorString(
                (step.call() ? step.parameters() : "()") + descriptor, owner.getClassLoader());
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
        return step.call() ? declaredMethod(type, step) : declaredField(type, step.name());
    }

    private static @Nullable MethodHandle declaredMethod(Class<?> type, Step step) throws IllegalAccessException {
        Method found = null;
        int least = Integer.MAX_VALUE;
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(step.name())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() != void.class) {
                int distance = distance(method, step.arguments());
                // The compiler's bridges return less than what was written.
                boolean replaces = found != null && distance == least && found.isBridge();
                if (distance >= 0 && (distance < least || replaces)) {
                    found = method;
                    least = distance;
                }
            }
        }
        return found == null ? null : TrustedLookup.LOOKUP.unreflect(found);
    }

    /** How well a method takes arguments: the least is the best; -1 if it does not. */
    private static int distance(Method method, List<Literal> arguments) {
        if (method.getParameterCount() != arguments.size()) {
            return -1;
        }
        int sum = 0;
        for (int i = 0; i < arguments.size(); i++) {
            int distance = LiteralArgument.distance(arguments.get(i), method.getParameterTypes()[i].descriptorString());
            if (distance < 0) {
                return -1;
            }
            sum += distance;
        }
        return sum;
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
