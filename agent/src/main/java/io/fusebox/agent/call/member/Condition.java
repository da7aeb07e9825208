package io.fusebox.agent.call.member;

import io.fusebox.agent.config.value.Expression;
import io.fusebox.agent.config.value.Expression.Both;
import io.fusebox.agent.config.value.Expression.Comparison;
import io.fusebox.agent.config.value.Expression.Constant;
import io.fusebox.agent.config.value.Expression.Either;
import io.fusebox.agent.config.value.Expression.Not;
import io.fusebox.agent.config.value.Expression.Operator;
import io.fusebox.agent.config.value.Expression.Path;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code error-when}, {@code cancel-when}, {@code ignore-when}, {@code when}: a condition, compiled to one method handle for each class that results or
 * exceptions have (R8, R10).
 * Numbers and booleans are compared as they are: nothing is allocated. Safe for use by any thread.
 */
public final class Condition {
    private static final MethodType TEST = MethodType.methodType(boolean.class, Object.class);
    private static final MethodHandle LONGS = comparison("longs", long.class);
    private static final MethodHandle DOUBLES = comparison("doubles", double.class);
    private static final MethodHandle BOOLEANS = comparison("booleans", boolean.class);
    private static final MethodHandle OBJECTS = comparison("objects", Object.class);
    private static final MethodHandle OPTIONALS = comparison("optionals", Object.class);
    private static final MethodHandle IS = is();
    private static final MethodHandle NOT = MethodHandles.insertArguments(BOOLEANS, 0, Operator.EQUAL, false);

    private final Expression expression;
    private final String text;
    private final boolean lenient;
    private final MethodHandle ofNull;

    private final PerClass<MethodHandle> tests = new PerClass<>() {
        @Override
        protected MethodHandle valueFor(Class<?> type) {
            return test(type);
        }
    };

    /** @param text the condition as it was written */
    public Condition(Expression expression, String text) {
        this(expression, text, false);
    }

    /** A condition that is false, and no fault, where a member is missing or null on the way to it. */
    public static Condition lenient(Expression expression, String text) {
        return new Condition(expression, text, true);
    }

    private Condition(Expression expression, String text, boolean lenient) {
        this.expression = expression;
        this.text = text;
        this.lenient = lenient;
        this.ofNull = test(Void.class);
    }

    /**
     * Whether the result is an error.
     *
     * @throws Throwable what the result's methods throw
     */
    public boolean holds(@Nullable Object result) throws Throwable {
        MethodHandle test = result == null ? ofNull : tests.get(result.getClass());
        return (boolean) test.invokeExact(result);
    }

    /** The condition as it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** What cannot be compiled for a class fails on every call, and is not tried again. */
    private MethodHandle test(Class<?> type) {
        try {
            return compiled(expression, type);
        } catch (LinkageError | RuntimeException fault) {
            return MemberPath.failing(text + " on " + type.getName() + ": " + fault)
                    .asType(TEST);
        }
    }

    private MethodHandle compiled(Expression expression, Class<?> type) {
        if (expression instanceof Both both) {
            return MethodHandles.guardWithTest(
                    compiled(both.left(), type), compiled(both.right(), type), constantly(boolean.class, false));
        }
        if (expression instanceof Either either) {
            return MethodHandles.guardWithTest(
                    compiled(either.left(), type), constantly(boolean.class, true), compiled(either.right(), type));
        }
        if (expression instanceof Not not) {
            return MethodHandles.filterReturnValue(compiled(not.condition(), type), NOT);
        }
        if (expression instanceof Comparison comparison) {
            return orFalse(compared(comparison, type));
        }
        return isOfNothing(expression, type)
                ? constantly(boolean.class, false)
                : orFalse(operand(expression, type).asType(TEST));
    }

    /** False in place of a member that is missing, or null on the way. */
    private MethodHandle orFalse(MethodHandle test) {
        return lenient ? orFalse(orFalse(test, PathFault.class), NullPointerException.class) : test;
    }

    private static MethodHandle orFalse(MethodHandle test, Class<? extends Throwable> fault) {
        return MethodHandles.catchException(
                test, fault, MethodHandles.dropArguments(MethodHandles.constant(boolean.class, false), 0, fault));
    }

    /** Whether it is a member of a result that is null, and so has none: then nothing that is said of it is true. */
    private static boolean isOfNothing(Expression operand, Class<?> type) {
        return type == Void.class
                && operand instanceof Path path
                && !path.steps().isEmpty();
    }

    private static MethodHandle compared(Comparison comparison, Class<?> type) {
        if (isOfNothing(comparison.left(), type) || isOfNothing(comparison.right(), type)) {
            return constantly(boolean.class, false);
        }
        MethodHandle unopened = unopened(comparison.left(), type);
        if (MemberPath.isOptionalNumber(unopened.type().returnType())
                && comparison.right() instanceof Constant number
                && number.literal().value() instanceof Number
                && comparison.operator() != Operator.IS) {
            MethodHandle test = MethodHandles.insertArguments(OPTIONALS, 0, comparison.operator());
            test = MethodHandles.insertArguments(test, 1, number.literal().value());
            return MethodHandles.filterReturnValue(
                    unopened.asType(MethodType.methodType(Object.class, Object.class)), test);
        }
        MethodHandle left = opened(unopened);
        if (comparison.operator() == Operator.IS && comparison.right() instanceof Constant constant) {
            ClassTest test = new ClassTest(String.valueOf(constant.literal().value()));
            return MethodHandles.filterReturnValue(
                    left.asType(MethodType.methodType(Object.class, Object.class)), IS.bindTo(test));
        }
        MethodHandle right = operand(comparison.right(), type);
        Class<?> common = common(left.type().returnType(), right.type().returnType());
        MethodHandle test = common == long.class
                ? LONGS
                : common == double.class ? DOUBLES : common == boolean.class ? BOOLEANS : OBJECTS;
        if (comparison.operator() == Operator.MATCHES && comparison.right() instanceof Constant constant) {
            // Compiled here, once.
            right = constantly(
                    Object.class,
                    Pattern.compile(String.valueOf(constant.literal().value())));
        }
        MethodHandle both = MethodHandles.filterArguments(
                MethodHandles.insertArguments(test, 0, comparison.operator()),
                0,
                as(common, left, comparison.left()),
                comparison.operator() == Operator.MATCHES ? right : as(common, right, comparison.right()));
        return MethodHandles.permuteArguments(both, TEST, 0, 0);
    }

    /** The type in which two operands are compared: primitives stay so. */
    private static Class<?> common(Class<?> left, Class<?> right) {
        if (!left.isPrimitive() || !right.isPrimitive() || (left == boolean.class) != (right == boolean.class)) {
            return Object.class;
        }
        if (left == boolean.class) {
            return boolean.class;
        }
        return isFraction(left) || isFraction(right) ? double.class : long.class;
    }

    private static boolean isFraction(Class<?> type) {
        return type == double.class || type == float.class;
    }

    private static MethodHandle as(Class<?> common, MethodHandle value, Expression operand) {
        if (common == Object.class && operand instanceof Constant constant) {
            // Boxed here, once.
            return constantly(Object.class, constant.literal().value());
        }
        return MethodHandles.explicitCastArguments(value, MethodType.methodType(common, Object.class));
    }

    /** A handle from the result to the operand, in the operand's own type. */
    private static MethodHandle operand(Expression operand, Class<?> type) {
        return opened(unopened(operand, type));
    }

    /** An {@link Optional} stands for its value. */
    private static MethodHandle opened(MethodHandle operand) {
        return MemberPath.isOptional(operand.type().returnType()) ? MemberPath.opened(operand) : operand;
    }

    private static MethodHandle unopened(Expression operand, Class<?> type) {
        if (operand instanceof Path path) {
            return path.steps().isEmpty() ? itself(type) : new MemberPath(path.steps()).unopened(type);
        }
        if (operand instanceof Constant constant) {
            Object value = constant.literal().value();
            return value == null
                    ? constantly(Object.class, null)
                    : constantly(
                            MethodType.methodType(value.getClass()).unwrap().returnType(), value);
        }
        throw new IllegalStateException("no operand: " + operand);
    }

    /** What a method returns as a primitive comes boxed. */
    private static MethodHandle itself(Class<?> type) {
        Class<?> own = MethodType.methodType(type).unwrap().returnType();
        MethodHandle identity = MethodHandles.identity(Object.class);
        return (own.isPrimitive() && own != void.class) || MemberPath.isOptional(type)
                ? identity.asType(MethodType.methodType(own, Object.class))
                : identity;
    }

    private static MethodHandle constantly(Class<?> type, @Nullable Object value) {
        return MethodHandles.dropArguments(MethodHandles.constant(type, value), 0, Object.class);
    }

    private static MethodHandle is() {
        try {
            return MethodHandles.lookup().findVirtual(ClassTest.class, "holds", TEST);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private static MethodHandle comparison(String name, Class<?> operand) {
        try {
            return MethodHandles.lookup()
                    .findStatic(
                            Comparisons.class,
                            name,
                            MethodType.methodType(boolean.class, Operator.class, operand, operand));
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
