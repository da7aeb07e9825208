package io.fusebox.agent.config.value;

import io.fusebox.agent.config.value.ExpressionParser.Root;
import java.util.ArrayList;
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
        GREATER(">"),
        /** A text that begins with another. */
        STARTS_WITH("startsWith"),
        /** A text that ends with another. */
        ENDS_WITH("endsWith"),
        /** A text in which another stands. */
        CONTAINS("contains"),
        /** A text that a regular expression describes as a whole. */
        MATCHES("matches"),
        /** A value of that class, a subclass, or a class that implements that interface; by name, nothing is loaded for it. */
        IS("is");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** The operator as it is written. */
        public String sign() {
            return sign;
        }

        /** Whether it compares which of two numbers is larger. */
        public boolean isOrder() {
            return this == AT_MOST || this == AT_LEAST || this == LESS || this == GREATER;
        }

        /** Whether it looks into a text. */
        public boolean isText() {
            return this == STARTS_WITH || this == ENDS_WITH || this == CONTAINS || this == MATCHES;
        }
    }

    /**
     * One step from a value to a member of it.
     *
     * @param name the member
     * @param call whether it is a method rather than a field
     * @param arguments what the method is called with
     * @param owner the class or interface that declares it, with dots; null if that is found out when the value is there
     * @param parameters the descriptor of its parameters, {@code ()} for none; null together with {@code owner}
     * @param type the descriptor of its own type; null together with {@code owner}
     */
    record Step(
            String name,
            boolean call,
            List<Literal> arguments,
            @Nullable String owner,
            @Nullable String parameters,
            @Nullable String type) {
        /** As it is written: a field, or a method without arguments. */
        public Step(String name, boolean call) {
            this(name, call, List.of(), null, null, null);
        }

        /** As it is written: a method with arguments. */
        public Step(String name, List<Literal> arguments) {
            this(name, true, List.copyOf(arguments), null, null, null);
        }

        /** The same where it is known who declares it. */
        public Step of(String declaring, String declaredParameters, String declaredType) {
            return new Step(name, call, arguments, declaring, declaredParameters, declaredType);
        }

        /** As it is written, without a dot. */
        public String text() {
            if (!call) {
                return name;
            }
            StringBuilder text = new StringBuilder(name).append('(');
            for (Literal argument : arguments) {
                text.append(text.length() > name.length() + 1 ? ", " : "").append(argument);
            }
            return text.append(')').toString();
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
            return Expression.argument(root);
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

    /** The number of the parameter that a root is, from 0; -1 if it is none. */
    static int argument(String root) {
        return root.startsWith("arg") ? Integer.parseInt(root.substring("arg".length())) : -1;
    }

    /** Parses the value of {@code error-when}: a condition whose paths begin at {@code result}. */
    static Expression condition(String text) throws BadValue {
        return condition(text, Root.RESULT);
    }

    /** Parses the value of {@code ignore-when}: a condition whose paths begin at {@code exception}. */
    static Expression exceptionCondition(String text) throws BadValue {
        Expression condition = condition(text, Root.EXCEPTION);
        if (condition instanceof Comparison comparison
                && comparison.left() instanceof Path path
                && path.steps().isEmpty()
                && comparison.right() instanceof Constant constant
                && constant.literal().kind() == Literal.Kind.NULL) {
            throw comparison.operator() == Operator.EQUAL
                    ? BadValue.corrected("never holds", "none")
                    : BadValue.corrected("always holds", "exception is java.lang.Throwable");
        }
        return condition;
    }

    private static Expression condition(String text, Root root) throws BadValue {
        try {
            return new ExpressionParser(text, root).condition();
        } catch (BadValue bad) {
            throw corrected(bad, text, root);
        }
    }

    /** Parses the value of {@code when}: a condition whose paths begin at {@code this}, or all at the same parameter. */
    static Expression callCondition(String text) throws BadValue {
        return ofOneRoot(text, Root.CALL, "all paths begin at this, or all at the same parameter");
    }

    /** Parses the value of {@code cancel-when}: a condition whose paths all begin at {@code result}, or at {@code exception}. */
    static Expression endCondition(String text) throws BadValue {
        return ofOneRoot(text, Root.END, "all paths begin at result, or all at exception");
    }

    private static Expression ofOneRoot(String text, Root allowed, String instead) throws BadValue {
        Expression condition = new ExpressionParser(text, allowed).condition();
        String root = rootOf(condition);
        if (root.indexOf(' ') >= 0) {
            throw new BadValue("begins at " + root.replace(" ", " and "), instead);
        }
        return condition;
    }

    /** The roots of all paths in a condition, each once, with blanks between them. */
    static String rootOf(Expression condition) {
        if (condition instanceof Path path) {
            return path.root();
        }
        if (condition instanceof Not not) {
            return rootOf(not.condition());
        }
        if (condition instanceof Comparison comparison) {
            return both(rootOf(comparison.left()), rootOf(comparison.right()));
        }
        if (condition instanceof Both both) {
            return both(rootOf(both.left()), rootOf(both.right()));
        }
        return condition instanceof Either either ? both(rootOf(either.left()), rootOf(either.right())) : "";
    }

    private static String both(String roots, String more) {
        return more.isEmpty() || roots.contains(more) ? roots : roots.isEmpty() ? more : roots + ' ' + more;
    }

    /** Parses the value of {@code key}: paths that each begin at {@code this} or a parameter, with commas between them. */
    static List<Path> paths(String text) throws BadValue {
        List<Integer> cuts = Lists.cuts(text);
        List<Path> paths = new ArrayList<>(1);
        for (int i = 0; i + 1 < cuts.size(); i++) {
            String one = text.substring(cuts.get(i), cuts.get(i + 1) - 1);
            try {
                paths.add(path(one));
            } catch (BadValue bad) {
                String meant = bad.correction();
                throw cuts.size() == 2 || meant == null
                        ? bad
                        : BadValue.corrected(
                                bad.what(),
                                text.substring(0, cuts.get(i))
                                        + (i == 0 ? "" : " ")
                                        + meant
                                        + (i + 2 < cuts.size() ? text.substring(cuts.get(i + 1) - 1) : ""));
            }
        }
        return List.copyOf(paths);
    }

    /** Parses a path that begins at {@code this} or a parameter. */
    static Path path(String text) throws BadValue {
        return path(text, Root.CALL);
    }

    /** Parses the value of {@code reset-timeout-from}: a path that begins at {@code exception} or {@code result}. */
    static Path endPath(String text) throws BadValue {
        Path path = path(text, Root.WAIT);
        if (path.root().equals("exception") && path.steps().isEmpty()) {
            throw new BadValue("is the exception, which is no time", "for example " + Root.WAIT.example);
        }
        return path;
    }

    private static Path path(String text, Root root) throws BadValue {
        try {
            return new ExpressionParser(text, root).wholePath();
        } catch (BadValue bad) {
            throw corrected(bad, text, root);
        }
    }

    /** Parses the value of {@code callback}: {@code arg} and the number of a parameter, which is returned. */
    static Integer parameter(String text) throws BadValue {
        Path path = path(text);
        if (path.argument() < 0) {
            throw new BadValue("is no parameter", "arg0 is the first parameter, arg1 the second");
        }
        if (!path.steps().isEmpty()) {
            throw BadValue.corrected("is more than a parameter", path.root());
        }
        return path.argument();
    }

    private static BadValue corrected(BadValue bad, String text, Root root) {
        String meant = ExpressionCorrection.of(text, root);
        return meant == null ? bad : BadValue.corrected(bad.what(), meant);
    }
}
