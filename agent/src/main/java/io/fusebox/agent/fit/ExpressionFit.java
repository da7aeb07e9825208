package io.fusebox.agent.fit;

import io.fusebox.agent.classfile.ClassFiles;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.agent.config.value.Expression.Both;
import io.fusebox.agent.config.value.Expression.Comparison;
import io.fusebox.agent.config.value.Expression.Constant;
import io.fusebox.agent.config.value.Expression.Either;
import io.fusebox.agent.config.value.Expression.Not;
import io.fusebox.agent.config.value.Expression.Operator;
import io.fusebox.agent.config.value.Expression.Path;
import io.fusebox.agent.config.value.Expression.Step;
import io.fusebox.agent.config.value.Literal;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Whether the members that an expression names exist, and what it compares can be compared. Finds who declares them, so
 * that at run time it is the declared member that is read, whatever a subclass adds under the same name.
 */
final class ExpressionFit {
    /** The kind of an operand, as comparisons distinguish it. */
    private enum Kind {
        NUMBER,
        BOOLEAN,
        TEXT,
        NULL,
        OTHER,
        ANY
    }

    /** A part of a comparison, and its type: a descriptor, empty if it cannot be known. */
    private record Operand(Expression expression, String type) {}

    /** The only field of an array. */
    private static final Step LENGTH = new Step("length", false);

    /** By twos: a type whose objects stand for what is in them, and the type of that; empty if it is not known. */
    private static final String[] OPTIONALS = {
        "Ljava/util/Optional;",
        "",
        "Ljava/util/OptionalInt;",
        "Ljava/lang/Integer;",
        "Ljava/util/OptionalLong;",
        "Ljava/lang/Long;",
        "Ljava/util/OptionalDouble;",
        "Ljava/lang/Double;"
    };

    private final Setting setting;
    private final ClassFiles files;
    private final boolean lenient;

    /** The members met so far, with owners and types. */
    private final StringBuilder members = new StringBuilder();

    ExpressionFit(Setting setting, ClassFiles files) {
        this(setting, files, false);
    }

    /** @param lenient whether a member that nobody declares is looked for when the object is there */
    ExpressionFit(Setting setting, ClassFiles files, boolean lenient) {
        this.setting = setting;
        this.files = files;
        this.lenient = lenient;
    }

    /**
     * A condition whose members are found.
     *
     * @param text the condition as it was written
     * @param root the descriptor of what its paths begin at; empty if it may be anything
     */
    ResolvedExpression<Expression> condition(Expression condition, String text, String root) throws SettingMismatch {
        Expression found = holds(condition, root);
        return new ResolvedExpression<>(found, text, members.toString(), lenient);
    }

    /**
     * A path whose members are found.
     *
     * @param root the descriptor of what it begins at; empty if it may be anything
     */
    ResolvedExpression<Path> path(Path path, String root) throws SettingMismatch {
        Path found = (Path) followed(path, root).expression();
        return new ResolvedExpression<>(found, text(path), members.toString(), lenient);
    }

    /**
     * Checks a path that leads to how long the wait is (R25).
     *
     * @param root the descriptor of what it begins at; empty if it may be anything
     */
    void checkWait(Path path, String root) throws SettingMismatch {
        String type = followed(path, root).type();
        if (!mayBeWait(type)) {
            throw new SettingMismatch(
                    setting,
                    text(path) + " is " + name(type) + ", which is no time",
                    "end the path at a Duration, a number of seconds, or a text");
        }
    }

    /** Whether {@link io.fusebox.WaitSource} understands the type, or may understand an object of it. */
    private boolean mayBeWait(String type) {
        Kind kind = kindOf(type);
        if (kind == Kind.ANY || type.equals("Ljava/time/Duration;")) {
            return true;
        }
        if (kind == Kind.NUMBER) {
            return !type.equals("C");
        }
        if (!type.startsWith("L")) {
            return false;
        }
        ClassOutline outline = files.outline(internalName(type));
        return outline == null
                || (outline.access & Opcodes.ACC_INTERFACE) != 0
                || files.isSubtype(internalName(type), "java/lang/CharSequence", true);
    }

    private Expression holds(Expression condition, String root) throws SettingMismatch {
        if (condition instanceof Both both) {
            return new Both(holds(both.left(), root), holds(both.right(), root));
        }
        if (condition instanceof Either either) {
            return new Either(holds(either.left(), root), holds(either.right(), root));
        }
        if (condition instanceof Not not) {
            return new Not(holds(not.condition(), root));
        }
        if (condition instanceof Comparison comparison) {
            return compared(comparison, root);
        }
        return condition instanceof Path path ? told(path, root) : condition;
    }

    /** A path that is a condition by itself. */
    private Expression told(Path path, String root) throws SettingMismatch {
        Operand operand = followed(path, root);
        Kind kind = kindOf(operand.type());
        if (kind != Kind.BOOLEAN && kind != Kind.ANY) {
            throw new SettingMismatch(
                    setting,
                    text(path) + " is " + name(operand.type()) + ", which is no condition",
                    "compare it with something");
        }
        return operand.expression();
    }

    private Expression compared(Comparison comparison, String root) throws SettingMismatch {
        Operand left = operand(comparison.left(), root);
        Operand right = operand(comparison.right(), root);
        Kind a = kind(left);
        Kind b = kind(right);
        Operator operator = comparison.operator();
        boolean isOrder = operator.isOrder();
        boolean fits = operator == Operator.IS
                ? !isPrimitive(left.type())
                : operator.isText()
                        ? isOrAny(a, Kind.TEXT) || isEnum(left.type())
                        : isOrder
                                ? isOrAny(a, Kind.NUMBER) && isOrAny(b, Kind.NUMBER)
                                : (a == Kind.NULL || b == Kind.NULL)
                                        ? !isPrimitive(left.type()) && !isPrimitive(right.type())
                                        : isOrAny(a, b)
                                                || b == Kind.ANY
                                                || areTextAndEnum(a, left.type(), b, right.type());
        if (!fits) {
            throw new SettingMismatch(
                    setting,
                    name(left.type()) + " is compared by " + operator.sign() + " with " + name(right.type()),
                    isOrder
                            ? "compare numbers, or use == or !="
                            : operator.isText() ? "compare a text" : "compare what is of the same type");
        }
        return new Comparison(left.expression(), operator, right.expression());
    }

    private boolean areTextAndEnum(Kind a, String left, Kind b, String right) {
        return (a == Kind.TEXT && isEnum(right)) || (b == Kind.TEXT && isEnum(left));
    }

    private boolean isEnum(String type) {
        return type.startsWith("L") && files.isSubtype(internalName(type), "java/lang/Enum", true);
    }

    private static boolean isOrAny(Kind kind, Kind wanted) {
        return kind == wanted || kind == Kind.ANY;
    }

    private static boolean isPrimitive(String type) {
        return type.length() == 1;
    }

    private Operand operand(Expression expression, String root) throws SettingMismatch {
        if (expression instanceof Path path) {
            return followed(path, root);
        }
        if (expression instanceof Constant constant && constant.literal().value() != null) {
            return new Operand(
                    expression, Type.getDescriptor(constant.literal().value().getClass()));
        }
        return new Operand(expression, "");
    }

    private Kind kind(Operand operand) {
        if (operand.expression() instanceof Constant constant
                && constant.literal().kind() == Literal.Kind.NULL) {
            return Kind.NULL;
        }
        return kindOf(operand.type());
    }

    private Kind kindOf(String type) {
        if (type.isEmpty()) {
            return Kind.ANY;
        }
        switch (type) {
            case "Z", "Ljava/lang/Boolean;" -> {
                return Kind.BOOLEAN;
            }
            case "Ljava/lang/String;", "Ljava/lang/CharSequence;", "Ljava/lang/Character;" -> {
                return Kind.TEXT;
            }
            case "Ljava/lang/Object;" -> {
                return Kind.ANY;
            }
            default -> {
                boolean number = isPrimitive(type)
                        || (type.startsWith("L") && files.isSubtype(internalName(type), "java/lang/Number", false));
                return number ? Kind.NUMBER : Kind.OTHER;
            }
        }
    }

    private Operand followed(Path path, String root) throws SettingMismatch {
        List<Step> steps = new ArrayList<>(path.steps());
        String type = root;
        for (int i = 0; i < steps.size() && !type.isEmpty(); i++) {
            if (!opened(type).equals(type) && files.member(internalName(type), steps.get(i)) == null) {
                // It stands for its value, which can only be known when it is there.
                type = "";
                break;
            }
            if (type.startsWith("[") && steps.get(i).equals(LENGTH)) {
                type = "I";
                continue;
            }
            Step found = member(type, steps.get(i));
            steps.set(i, found);
            type = found.type() == null ? "" : found.type();
            if (type.isEmpty()) {
                break;
            }
            members.append(found.owner())
                    .append(found.call() ? '#' : '.')
                    .append(found.text())
                    .append(found.parameters())
                    .append(type)
                    .append(' ');
        }
        members.append('|');
        return new Operand(new Path(path.root(), steps), opened(type));
    }

    private static String opened(String type) {
        for (int i = 0; i < OPTIONALS.length; i += 2) {
            if (OPTIONALS[i].equals(type)) {
                return OPTIONALS[i + 1];
            }
        }
        return type;
    }

    private Step member(String type, Step step) throws SettingMismatch {
        if (type.equals("Ljava/lang/Object;")) {
            // Other members of an Object can only be looked for when it is there.
            Step found = files.member("java/lang/Object", step);
            return found == null ? step : found;
        }
        Step found = type.startsWith("L") ? files.member(internalName(type), step) : null;
        if (found == null && lenient) {
            return step;
        }
        if (found == null && type.startsWith("[")) {
            throw new SettingMismatch(setting, name(type) + " has no " + step.text(), "an array has only length");
        }
        if (found == null) {
            throw new SettingMismatch(
                    setting,
                    name(type) + " has no "
                            + (step.call() ? "method " : "field ") + step.text()
                            + (step.call() ? takes(step) + " and returns something" : ""),
                    step.call() ? "name one that it has" : "name one that it has, or a method: " + step.name() + "()");
        }
        return found;
    }

    private static String takes(Step step) {
        return step.arguments().isEmpty() ? " that takes nothing" : " that takes such arguments";
    }

    private static String internalName(String type) {
        return type.substring(1, type.length() - 1);
    }

    private static String name(String type) {
        return type.isEmpty() ? "null" : Type.getType(type).getClassName();
    }

    private static String text(Path path) {
        StringBuilder text = new StringBuilder(path.root());
        for (Step step : path.steps()) {
            text.append('.').append(step.text());
        }
        return text.toString();
    }
}
