package io.fusebox.agent.call.member;

import io.fusebox.agent.config.value.Expression.Step;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A way from an object along its members, compiled once for each class that the object has. Safe for use by any thread.
 *
 * <p>Where the declared type of a member does not have the next one, as an {@link Object} that stands for a type parameter,
 * the rest of the way is found out from what the member's value is at that moment.
 */
public final class MemberPath {
    static {
        Initialised.classes(Ancestors.class, Members.class, PathFault.class, TrustedLookup.class);
        Initialised.classes(OptionalInt.class, OptionalLong.class, OptionalDouble.class);
    }

    private static final MethodType UNTYPED = MethodType.methodType(Object.class, Object.class);
    private static final MethodHandle FOLLOW = own("follow");
    private static final MethodHandle FOLLOW_IF_THERE = own("followIfThere");
    static final MethodHandle OPENED = opened();

    private final List<Step> steps;

    private final PerClass<MethodHandle> handles = new PerClass<>() {
        @Override
        protected MethodHandle valueFor(Class<?> type) {
            return compiled(type).asType(UNTYPED);
        }
    };

    public MemberPath(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * The value at the end of the way.
     *
     * @throws Throwable what the members throw; {@link NullPointerException} if one on the way is null
     */
    @Nullable
    public Object follow(@Nullable Object from) throws Throwable {
        if (steps.isEmpty()) {
            return opened(from);
        }
        if (from == null) {
            throw new NullPointerException("null has no " + steps.get(0).name());
        }
        return (Object) handles.get(from.getClass()).invokeExact(from);
    }

    /**
     * A handle from an {@link Object} of the class to the value in its own type; it fails where the way does not exist.
     *
     * <p>No handle of the JDK's own is adapted to a class of the application: it would remember that.
     */
    MethodHandle compiled(Class<?> type) {
        MethodHandle way = unopened(type);
        return isOptional(way.type().returnType()) ? opened(way) : way;
    }

    /** The same, but an {@link Optional} at the end, or one of a number, stays what it is. */
    MethodHandle unopened(Class<?> type) {
        try {
            Class<?> here = type;
            MethodHandle way = null;
            for (int i = 0; i < steps.size(); i++) {
                if (isOptional(here) && Members.find(here, steps.get(i)) == null) {
                    MemberPath rest = new MemberPath(steps.subList(i, steps.size()));
                    return MethodHandles.filterReturnValue(opened(way), FOLLOW_IF_THERE.bindTo(rest));
                }
                MethodHandle member = here.isPrimitive() ? null : Members.find(here, steps.get(i));
                if (member == null && !here.isPrimitive() && way != null) {
                    MemberPath rest = new MemberPath(steps.subList(i, steps.size()));
                    return MethodHandles.filterReturnValue(
                            way.asType(way.type().changeReturnType(Object.class)), FOLLOW.bindTo(rest));
                }
                if (member == null) {
                    return failing(here.getName() + " has no " + steps.get(i).name());
                }
                Class<?> next = member.type().returnType();
                way = way == null
                        ? member.asType(MethodType.methodType(next, Object.class))
                        : MethodHandles.filterReturnValue(way, member.asType(MethodType.methodType(next, here)));
                here = next;
            }
            return way == null ? MethodHandles.identity(Object.class) : way;
        } catch (IllegalAccessException | LinkageError | RuntimeException unresolved) {
            return failing(unresolved.toString());
        }
    }

    /** The rest of the way from what an {@link Optional} holds; null if it is empty. */
    @Nullable
    Object followIfThere(@Nullable Object from) throws Throwable {
        return from == null ? null : follow(from);
    }

    /** An {@link Optional} stands for its value, or null; so do those of numbers. */
    static @Nullable Object opened(@Nullable Object value) {
        Object inner = value;
        while (inner instanceof Optional<?> optional) {
            inner = optional.orElse(null);
        }
        if (inner instanceof OptionalInt number) {
            return number.isPresent() ? (Object) number.getAsInt() : null;
        }
        if (inner instanceof OptionalLong number) {
            return number.isPresent() ? (Object) number.getAsLong() : null;
        }
        if (inner instanceof OptionalDouble number) {
            return number.isPresent() ? (Object) number.getAsDouble() : null;
        }
        return inner;
    }

    /** Whether objects of the class stand for what is in them. */
    static boolean isOptional(Class<?> type) {
        return type == Optional.class || isOptionalNumber(type);
    }

    /** Whether objects of the class have a number in them, or nothing. */
    static boolean isOptionalNumber(Class<?> type) {
        return type == OptionalInt.class || type == OptionalLong.class || type == OptionalDouble.class;
    }

    static MethodHandle opened(@Nullable MethodHandle way) {
        return way == null
                ? OPENED
                : MethodHandles.filterReturnValue(way.asType(way.type().changeReturnType(Object.class)), OPENED);
    }

    /** What cannot be resolved is not tried again on every call. */
    static MethodHandle failing(String message) {
        MethodHandle thrower = MethodHandles.throwException(Object.class, PathFault.class);
        return MethodHandles.dropArguments(thrower.bindTo(new PathFault(message)), 0, Object.class);
    }

    private static MethodHandle opened() {
        try {
            return MethodHandles.lookup().findStatic(MemberPath.class, "opened", UNTYPED);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private static MethodHandle own(String name) {
        try {
            return MethodHandles.lookup().findVirtual(MemberPath.class, name, UNTYPED);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
