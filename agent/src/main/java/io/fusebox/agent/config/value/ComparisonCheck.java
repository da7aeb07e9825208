package io.fusebox.agent.config.value;

import io.fusebox.agent.config.value.Expression.Comparison;
import io.fusebox.agent.config.value.Expression.Constant;
import io.fusebox.agent.config.value.Expression.Operator;
import io.fusebox.agent.config.value.Expression.Path;
import io.fusebox.agent.config.value.Expression.Step;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons that hold for no object at all: which one of two things that are no numbers is larger, an exception with a
 * literal, a message with a number. What the members of other objects are is known when a method is woven.
 */
final class ComparisonCheck {
    private static final String MESSAGE = "exception.getMessage()";

    private ComparisonCheck() {}

    /**
     * Checks a comparison.
     *
     * @param example a condition that can be written there
     */
    static void check(Comparison comparison, String example) throws BadValue {
        Operator operator = comparison.operator();
        checkOrder(operator, comparison.left(), example);
        checkOrder(operator, comparison.right(), example);
        checkKnown(comparison.left(), operator, comparison.right(), example);
        checkKnown(comparison.right(), operator, comparison.left(), example);
    }

    /** Checks a path that stands alone: it must lead to true or false. */
    static void checkAlone(Path path, String example) throws BadValue {
        Class<?> type = typeOf(path);
        if (type != null) {
            throw new BadValue(text(path) + " is " + named(type) + ", which is no condition", "for example " + example);
        }
    }

    /** What is written in place of a text that is a number; null if it is none. */
    static @Nullable String numberIn(Expression operand) {
        return operand instanceof Constant constant
                        && constant.literal().value() instanceof String text
                        && text.matches("-?[0-9]{1,9}(\\.[0-9]+)?")
                ? text
                : null;
    }

    private static void checkOrder(Operator operator, Expression operand, String example) throws BadValue {
        if (operator.isOrder()
                && operand instanceof Constant constant
                && !(constant.literal().value() instanceof Number)) {
            throw new BadValue(
                    "compares by " + operator.sign() + " with " + constant.literal() + ", which is no number",
                    "for example " + example);
        }
    }

    private static void checkKnown(Expression operand, Operator operator, Expression other, String example)
            throws BadValue {
        Class<?> type = operand instanceof Path path ? typeOf(path) : null;
        if (type == null || !(operand instanceof Path path) || !(other instanceof Constant constant)) {
            return;
        }
        Object value = constant.literal().value();
        boolean isText = type == String.class;
        String what = text(path) + " is " + named(type);
        if (operator == Operator.IS) {
            Class<?> wanted = isText ? null : ClassNames.ofJdk(String.valueOf(value));
            if (wanted != null
                    && !wanted.isInterface()
                    && wanted != Object.class
                    && !Throwable.class.isAssignableFrom(wanted)) {
                throw new BadValue(
                        "no exception is a " + wanted.getName(), "for example exception is java.io.IOException");
            }
        } else if (operator.isText() && !isText) {
            throw path.steps().isEmpty()
                    ? BadValue.corrected(
                            what + ", not a text", MESSAGE + ' ' + operator.sign() + ' ' + constant.literal())
                    : new BadValue(what + ", not a text", "for example " + MESSAGE + " contains \"timed out\"");
        } else if (value != null
                && (!isText || operator.isOrder() || !(value instanceof String))
                && !operator.isText()) {
            throw new BadValue(
                    what + ", which is compared with " + constant.literal(),
                    isText ? "compare it with a text" : "compare a member of it, as in " + example);
        }
    }

    /** A text, an exception; null if it is something else or not known. */
    private static @Nullable Class<?> typeOf(Path path) {
        Class<?> type = path.root().equals("exception") ? Throwable.class : null;
        for (Step step : path.steps()) {
            if (type != Throwable.class || !step.call() || !step.arguments().isEmpty()) {
                return null;
            }
            type = switch (step.name()) {
                case "getMessage", "getLocalizedMessage", "toString" -> String.class;
                case "getCause" -> Throwable.class;
                default -> null;
            };
        }
        return type;
    }

    private static String named(Class<?> type) {
        return type == String.class ? "a text" : "an exception";
    }

    private static String text(Path path) {
        StringBuilder text = new StringBuilder(path.root());
        for (Step step : path.steps()) {
            text.append('.').append(step.text());
        }
        return text.toString();
    }
}
