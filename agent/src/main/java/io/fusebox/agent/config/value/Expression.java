package io.fusebox.agent.config.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the result of a call ({@code error-when}) or the way to a key ({@code key}), as far as syntax goes.
 * Whether the named members exist, and who declares them, is known when a method is woven.
 */
public sealed interface Expression {
    /** How two operands are compared. */
    enum Operator {
        /** {@code ==}; texts are compared by their characters. */
        EQUAL("=="),
        /** {@code !=}. */
        NOT_EQUAL("!="),
        /** {@code <=}. */
        AT_MOST("<="),
        /** {@code >=}. */
        AT_LEAST(">="),
        /** {@code <}. */
        LESS("<"),
        /** {@code >}. */
        GREATER(">");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** The operator as it is written. */
        public String sign() {
            return sign;
        }
    }

    /**
     * One step from a value to a member of it.
     *
     * @param name the member
     * @param call whether it is a method, called without arguments, rather than a field
     * @param owner the class or interface that declares it, with dots; null if that is found out when the value is there
     * @param type the descriptor of its own type; null together with {@code owner}
     */
    record Step(
            String name,
            boolean call,
            @Nullable String owner,
            @Nullable String type) {
        /** As it is written. */
        public Step(String name, boolean call) {
            this(name, call, null, null);
        }
    }

    /**
     * A value and a way from it.
     *
     * @param root {@code result}, {@code this}, or {@code arg} and the number of a parameter from 0
     * @param steps from the root to the value, possibly none
     */
    record Path(String root, List<Step> steps) implements Expression {
        /** Keeps a copy of the steps. */
        public Path {
            steps = List.copyOf(steps);
        }

        /** The number of the parameter that the way begins at, from 0; -1 if it does not begin at one. */
        public int argument() {
            return root.startsWith("arg") ? Integer.parseInt(root.substring("arg".length())) : -1;
        }
    }

    /**
     * A value written out; only beside an {@link Operator}.
     *
     * @param literal the value
     */
    record Constant(Literal literal) implements Expression {}

    /**
     * A comparison of a path with a constant or another path.
     *
     * @param left its left side
     * @param operator how they are compared
     * @param right its right side
     */
    record Comparison(Expression left, Operator operator, Expression right) implements Expression {}

    /**
     * {@code left && right}; the right side is looked at only if the left one holds.
     *
     * @param left a condition
     * @param right a condition
     */
    record Both(Expression left, Expression right) implements Expression {}

    /**
     * {@code left || right}; the right side is looked at only if the left one does not hold.
     *
     * @param left a condition
     * @param right a condition
     */
    record Either(Expression left, Expression right) implements Expression {}

    /**
     * {@code !condition}.
     *
     * @param condition what must not hold
     */
    record Not(Expression condition) implements Expression {}

    /** Parses the value of {@code error-when}: a condition whose paths begin at {@code result}. */
    static Expression condition(String text) throws BadValue {
        try {
            return new ExpressionParser(text, true).condition();
        } catch (BadValue bad) {
            throw corrected(bad, text, true);
        }
    }

    /** Parses the value of {@code key}: a path that begins at {@code this} or a parameter. */
    static Path path(String text) throws BadValue {
        try {
            return new ExpressionParser(text, false).wholePath();
        } catch (BadValue bad) {
            throw corrected(bad, text, false);
        }
    }

    private static BadValue corrected(BadValue bad, String text, boolean onResult) {
        String meant = ExpressionCorrection.of(text, onResult);
        return meant == null ? bad : BadValue.corrected(bad.what(), meant);
    }
}
