package io.fusebox.agent.call.member;

import io.fusebox.agent.config.value.Expression.Operator;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How two values compare in a condition; the meaning of the operators. */
final class Comparisons {
    private Comparisons() {}

    static boolean longs(Operator operator, long left, long right) {
        return holds(operator, Long.compare(left, right));
    }

    /** As in Java, nothing but {@code !=} holds for NaN. */
    static boolean doubles(Operator operator, double left, double right) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return operator == Operator.NOT_EQUAL;
        }
        return holds(operator, left < right ? -1 : left > right ? 1 : 0);
    }

    static boolean booleans(Operator operator, boolean left, boolean right) {
        return (operator == Operator.EQUAL) == (left == right);
    }

    /**
     * What stands in an {@link OptionalInt} or the like, which nothing is allocated for; one that is empty is as null.
     *
     * @param right a {@link Number}
     */
    static boolean optionals(Operator operator, @Nullable Object left, Object right) {
        Number number = (Number) right;
        if (left instanceof OptionalInt whole && whole.isPresent()) {
            return whole(operator, whole.getAsInt(), number);
        }
        if (left instanceof OptionalLong whole && whole.isPresent()) {
            return whole(operator, whole.getAsLong(), number);
        }
        if (left instanceof OptionalDouble fraction && fraction.isPresent()) {
            return doubles(operator, fraction.getAsDouble(), number.doubleValue());
        }
        return operator == Operator.NOT_EQUAL;
    }

    private static boolean whole(Operator operator, long left, Number right) {
        return isWhole(right)
                ? longs(operator, left, right.longValue())
                : doubles(operator, (double) left, right.doubleValue());
    }

    /** Numbers by their value, texts by their characters, enum constants also by their names, all else by {@code equals}. */
    static boolean objects(Operator operator, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return (isWhole(a) && isWhole(b))
                    ? longs(operator, a.longValue(), b.longValue())
                    : doubles(operator, a.doubleValue(), b.doubleValue());
        }
        if (operator.isText()) {
            return left != null && right != null && texts(operator, text(left).toString(), right);
        }
        if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
            return (operator == Operator.EQUAL) == areEqual(left, right);
        }
        if (left == null || right == null) {
            // Null is neither larger nor smaller than anything.
            return false;
        }
        throw new IllegalStateException("no numbers to compare: " + typeOf(left) + " and " + typeOf(right));
    }

    /** @param searched a compiled {@link Pattern} for {@code matches} */
    private static boolean texts(Operator operator, String text, Object searched) {
        return switch (operator) {
            case STARTS_WITH -> text.startsWith(searched.toString());
            case ENDS_WITH -> text.endsWith(searched.toString());
            case CONTAINS -> text.contains(searched.toString());
            default -> ((Pattern) searched).matcher(text).matches();
        };
    }

    private static boolean areEqual(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof String || right instanceof String) {
            return text(left).equals(text(right));
        }
        return left.equals(right);
    }

    private static Object text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof CharSequence || value instanceof Character ? value.toString() : value;
    }

    private static boolean isWhole(Number number) {
        return number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof java.util.concurrent.atomic.AtomicInteger
                || number instanceof java.util.concurrent.atomic.AtomicLong;
    }

    private static String typeOf(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getName();
    }

    private static boolean holds(Operator operator, int comparison) {
        return switch (operator) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case AT_MOST -> comparison <= 0;
            case AT_LEAST -> comparison >= 0;
            case LESS -> comparison < 0;
            case GREATER -> comparison > 0;
            default -> throw new IllegalStateException("no order: " + operator);
        };
    }
}
