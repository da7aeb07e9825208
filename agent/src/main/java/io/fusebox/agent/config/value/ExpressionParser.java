package io.fusebox.agent.config.value;

import io.fusebox.agent.config.value.Expression.Both;
import io.fusebox.agent.config.value.Expression.Comparison;
import io.fusebox.agent.config.value.Expression.Constant;
import io.fusebox.agent.config.value.Expression.Either;
import io.fusebox.agent.config.value.Expression.Not;
import io.fusebox.agent.config.value.Expression.Operator;
import io.fusebox.agent.config.value.Expression.Path;
import io.fusebox.agent.config.value.Expression.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of expressions, by recursive descent. For one text, by one thread.
 *
 * <pre>
 * either     = both { "||" both }
 * both       = one { "&amp;&amp;" one }
 * one        = "!" one | "(" either ")" | operand [ operator operand ]
 * operand    = path | literal
 * path       = root { "." name [ "(" [ literal { "," literal } ] ")" ] }
 * </pre>
 */
final class ExpressionParser {
    /** Deeper nesting is no condition that a person wrote, and must not overflow the stack. */
    private static final int MAX_DEPTH = 50;

    private static final Operator[] OPERATORS = Operator.values();

    private final String text;
    private final Root root;
    private int position;
    private int depth;

    /** The words at which a path can begin. */
    enum Root {
        /** {@code result}. */
        RESULT("result", "result.statusCode() >= 500"),
        /** {@code exception}. */
        EXCEPTION("exception", "exception.getStatusCode() < 500"),
        /** {@code result} or {@code exception}. */
        END("result or exception", "exception == null"),
        /** {@code exception} or {@code result}. */
        WAIT("exception or result", "exception.getRetryAfter()"),
        /** {@code this} or a parameter. */
        CALL("arg0, arg1, ... or this", "arg0.uri().getHost()");

        final String words;
        final String example;

        Root(String words, String example) {
            this.words = words;
            this.example = example;
        }
    }

    ExpressionParser(String text, Root root) {
        this.text = text;
        this.root = root;
    }

    Expression condition() throws BadValue {
        Expression condition = either();
        skipBlanks();
        if (position < text.length()) {
            throw surprise();
        }
        return condition;
    }

    Path wholePath() throws BadValue {
        skipBlanks();
        Path path = path(name());
        skipBlanks();
        if (position < text.length()) {
            throw surprise();
        }
        return path;
    }

    private Expression either() throws BadValue {
        if (++depth > MAX_DEPTH) {
            throw new BadValue("is nested too deeply", "at most 50 parentheses and ! can be nested");
        }
        Expression left = both();
        while (accept("||")) {
            left = new Either(left, both());
        }
        depth--;
        return left;
    }

    private Expression both() throws BadValue {
        Expression left = one();
        while (accept("&&")) {
            left = new Both(left, one());
        }
        return left;
    }

    private Expression one() throws BadValue {
        if (peek() == '!' && !text.startsWith("!=", position)) {
            position++;
            if (++depth > MAX_DEPTH) {
                throw new BadValue("is nested too deeply", "at most 50 parentheses and ! can be nested");
            }
            Expression negated = new Not(one());
            depth--;
            return negated;
        }
        if (accept("(")) {
            Expression inner = either();
            if (!accept(")")) {
                throw new BadValue("has a parenthesis that is not closed", "there must be as many ) as (");
            }
            return inner;
        }
        return comparison();
    }

    private Expression comparison() throws BadValue {
        skipBlanks();
        int start = position;
        Expression left = operand();
        int leftEnd = position;
        for (Operator operator : OPERATORS) {
            if (accept(operator)) {
                skipBlanks();
                int rightStart = position;
                Expression right =
                        operator == Operator.IS ? className() : operator.isText() ? text(operator) : operand();
                if (left instanceof Constant && right instanceof Constant) {
                    throw new BadValue("compares two literals", root.words + " stands on one side");
                }
                checkNumbers(operator, left, start, leftEnd);
                checkNumbers(operator, right, rightStart, position);
                Comparison comparison = new Comparison(left, operator, right);
                ComparisonCheck.check(comparison, root.example);
                return comparison;
            }
        }
        if (peek() == '=') {
            throw new BadValue("has a single =", "== compares");
        }
        if (left instanceof Path path) {
            ComparisonCheck.checkAlone(path, root.example);
        } else if (left instanceof Constant constant) {
            throw alone(constant.literal());
        }
        return left;
    }

    /** A number between quotes is compared as one by {@code <} and the like. */
    private void checkNumbers(Operator operator, Expression operand, int start, int end) throws BadValue {
        String number = operator.isOrder() ? ComparisonCheck.numberIn(operand) : null;
        if (number != null) {
            throw BadValue.corrected(
                    "compares by " + operator.sign() + " with a text",
                    text.substring(0, start) + number + text.substring(end));
        }
    }

    /** A literal that is a condition by itself. */
    private BadValue alone(Literal literal) {
        boolean whole = literal.toString().equals(text.strip());
        if (whole && root == Root.EXCEPTION && literal.toString().equals("true")) {
            return BadValue.corrected("always holds", "exception is java.lang.Throwable");
        }
        boolean value = literal.kind() != Literal.Kind.BOOLEAN && literal.kind() != Literal.Kind.NULL;
        return whole && root == Root.RESULT && value
                ? BadValue.corrected("has a literal that is compared with nothing", "result == " + literal)
                : new BadValue("has a literal that is compared with nothing", "for example " + root.example);
    }

    private Expression operand() throws BadValue {
        char first = peek();
        if (first == '"') {
            return new Constant(Literal.parse(quoted()));
        }
        if (first == '-' || (first >= '0' && first <= '9')) {
            return new Constant(Literal.parse(number()));
        }
        String name = name();
        if (name.equals("null") || name.equals("true") || name.equals("false")) {
            return new Constant(Literal.parse(name));
        }
        return path(name);
    }

    private Path path(String begin) throws BadValue {
        checkRoot(begin);
        List<Step> steps = new ArrayList<>();
        while (accept(".")) {
            String name = name();
            steps.add(accept("(") ? new Step(name, arguments(name)) : new Step(name, false));
        }
        return new Path(begin, steps);
    }

    private List<Literal> arguments(String method) throws BadValue {
        List<Literal> arguments = new ArrayList<>();
        if (accept(")")) {
            return arguments;
        }
        do {
            char first = peek();
            boolean literal = first == '"' || first == '-' || (first >= '0' && first <= '9');
            Expression argument = literal ? operand() : Character.isLetter(first) ? word() : null;
            if (!(argument instanceof Constant constant)) {
                throw new BadValue(
                        "calls " + method + " with what is no literal",
                        "an argument is a number, a \"text\", true, false or null");
            }
            arguments.add(constant.literal());
        } while (accept(","));
        if (!accept(")")) {
            throw new BadValue("has a parenthesis that is not closed", "there must be as many ) as (");
        }
        return arguments;
    }

    /** One of the literals that are words; null if it is another word. */
    private @Nullable Expression word() throws BadValue {
        String name = name();
        boolean literal = name.equals("null") || name.equals("true") || name.equals("false");
        return literal ? new Constant(Literal.parse(name)) : null;
    }

    /** What stands behind {@code is}: the full name of a class. */
    private Expression className() throws BadValue {
        skipBlanks();
        int start = position;
        while (position < text.length()
                && (text.charAt(position) == '.' || Character.isJavaIdentifierPart(text.charAt(position)))) {
            position++;
        }
        String name = text.substring(start, position);
        char next = position < text.length() ? text.charAt(position) : 0;
        if (next == '*') {
            throw new BadValue(
                    "has a wildcard behind is",
                    "a superclass or an interface stands for all its subclasses, as java.io.IOException does");
        }
        if (name.isEmpty()) {
            throw new BadValue(
                    next == '"' ? "has a class in quotes" : "has no class behind is",
                    "for example " + root.words + " is java.io.IOException");
        }
        try {
            return new Constant(Literal.parse('"' + ClassNames.className(name) + '"'));
        } catch (BadValue bad) {
            String correction = bad.correction();
            throw correction == null
                    ? bad
                    : BadValue.corrected(bad.what(), text.substring(0, start) + correction + text.substring(position));
        }
    }

    /** Parses the text on the right of a text operator. */
    private Expression text(Operator operator) throws BadValue {
        Expression right = operand();
        if (!(right instanceof Constant constant) || !(constant.literal().value() instanceof String searched)) {
            throw new BadValue(
                    operator.sign() + " has no text behind it", "for example result.name() startsWith \"ORA-\"");
        }
        try {
            var unused = operator == Operator.MATCHES ? Pattern.compile(searched) : null;
        } catch (PatternSyntaxException bad) {
            throw new BadValue(
                    "is no regular expression: " + bad.getDescription(), "for example matches \"ORA-[0-9]+.*\"");
        }
        return right;
    }

    /** Whether the operator stands here: one that is a word is not the beginning of another. */
    private boolean accept(Operator operator) {
        int before = position;
        boolean word = Character.isLetter(operator.sign().charAt(0));
        if (accept(operator.sign())) {
            if (!word || position >= text.length() || !Character.isJavaIdentifierPart(text.charAt(position))) {
                return true;
            }
            position = before;
        }
        return false;
    }

    private void checkRoot(String name) throws BadValue {
        boolean known = root == Root.CALL
                ? name.equals("this")
                        || (name.startsWith("arg") && Numbers.areDigits(name.substring(3)) && name.length() <= 6)
                : (root == Root.END || root == Root.WAIT)
                        ? name.equals("result") || name.equals("exception")
                        : name.equals(root.words);
        if (!known && root == Root.RESULT && name.equals("exception")) {
            throw new BadValue(
                    "is a condition on the exception, not on the result",
                    "an exception is an error anyway; ignore-when says which one is none");
        }
        if (!known) {
            throw new BadValue(
                    "'" + name + "' is not known here",
                    root == Root.CALL || root == Root.WAIT
                            ? "a path begins with " + root.words
                            : "a condition begins with " + root.words + ", as in " + root.example);
        }
    }

    private String name() throws BadValue {
        char first = peek();
        int start = position;
        if (first != 0 && Character.isJavaIdentifierStart(first)) {
            position++;
            while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
                position++;
            }
        }
        if (position == start) {
            throw surprise();
        }
        return text.substring(start, position);
    }

    private String quoted() {
        int start = position++;
        while (position < text.length() && text.charAt(position) != '"') {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        position = Math.min(position + 1, text.length());
        return text.substring(start, position);
    }

    private String number() {
        int start = position++;
        while (position < text.length()
                && (text.charAt(position) == '.' || Character.isJavaIdentifierPart(text.charAt(position)))) {
            position++;
        }
        return text.substring(start, position);
    }

    private boolean accept(String sign) {
        skipBlanks();
        if (text.startsWith(sign, position)) {
            position += sign.length();
            return true;
        }
        return false;
    }

    private char peek() {
        skipBlanks();
        return position < text.length() ? text.charAt(position) : 0;
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private BadValue surprise() {
        String example = root.example;
        if (position >= text.length()) {
            return new BadValue("ends too early", "for example " + example);
        }
        return new BadValue("has an unexpected '" + text.charAt(position) + "'", "for example " + example);
    }
}
