package io.fusebox.agent.weave;

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
import net.bytebuddy.jar.asm.Type;

/** Whether the members that an expression names exist, and what it compares can be compared. */
final class ExpressionFit {
    /** What an operand is, as far as comparisons go. */
    private enum Kind {
        NUMBER,
        BOOLEAN,
        TEXT,
        NULL,
        OTHER,
        ANY
    }

    private final Setting setting;
    private final ClassFiles files;

    ExpressionFit(Setting setting, ClassFiles files) {
        this.setting = setting;
        this.files = files;
    }

    /**
     * Checks a condition.
     *
     * @param root the descriptor of what its paths begin at; empty if it may be anything
     */
    void checkCondition(Expression condition, String root) throws Misfit {
        if (condition instanceof Both both) {
            checkCondition(both.left(), root);
            checkCondition(both.right(), root);
        } else if (condition instanceof Either either) {
            checkCondition(either.left(), root);
            checkCondition(either.right(), root);
        } else if (condition instanceof Not not) {
            checkCondition(not.condition(), root);
        } else if (condition instanceof Comparison comparison) {
            checkComparison(comparison, root);
        } else if (condition instanceof Path path) {
            String type = typeOf(path, root);
            Kind kind = kindOf(type);
            if (kind != Kind.BOOLEAN && kind != Kind.ANY) {
                throw new Misfit(
                        setting,
                        text(path) + " is " + name(type) + ", which is no condition",
                        "compare it with something");
            }
        }
    }

    private void checkComparison(Comparison comparison, String root) throws Misfit {
        String left = operandType(comparison.left(), root);
        String right = operandType(comparison.right(), root);
        Kind a = kind(comparison.left(), left);
        Kind b = kind(comparison.right(), right);
        Operator operator = comparison.operator();
        boolean isOrder = operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
        boolean fits = isOrder
                ? isOrAny(a, Kind.NUMBER) && isOrAny(b, Kind.NUMBER)
                : (a == Kind.NULL || b == Kind.NULL)
                        ? !isPrimitive(left) && !isPrimitive(right)
                        : isOrAny(a, b) || b == Kind.ANY || areTextAndEnum(a, left, b, right);
        if (!fits) {
            throw new Misfit(
                    setting,
                    name(left) + " is compared by " + operator.sign() + " with " + name(right),
                    isOrder ? "compare numbers, or use == or !=" : "compare what is of the same type");
        }
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

    private String operandType(Expression operand, String root) throws Misfit {
        if (operand instanceof Path path) {
            return typeOf(path, root);
        }
        if (operand instanceof Constant constant && constant.literal().value() != null) {
            return Type.getDescriptor(constant.literal().value().getClass());
        }
        return "";
    }

    private Kind kind(Expression operand, String type) {
        if (operand instanceof Constant constant && constant.literal().kind() == Literal.Kind.NULL) {
            return Kind.NULL;
        }
        return kindOf(type);
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

    /**
     * The type at the end of a path.
     *
     * @param root the descriptor of what it begins at; empty if it may be anything
     * @return a descriptor; empty if it cannot be known
     */
    String typeOf(Path path, String root) throws Misfit {
        String type = root;
        for (Step step : path.steps()) {
            if (type.isEmpty() || (type.equals("Ljava/lang/Object;") && !isObjects(step))) {
                return "";
            }
            String next = type.startsWith("L") ? files.member(internalName(type), step) : null;
            if (next == null) {
                throw new Misfit(
                        setting,
                        name(type) + " has no "
                                + (step.call() ? "method " + step.name() + "()" : "field " + step.name())
                                + (step.call() ? " that takes nothing and returns something" : ""),
                        step.call()
                                ? "name one that it has"
                                : "name one that it has, or a method: " + step.name() + "()");
            }
            type = next;
        }
        return type;
    }

    /** Whether every object has it: other members of an Object can only be looked for when it is there. */
    private boolean isObjects(Step step) {
        String found = files.member("java/lang/Object", step);
        return found != null && !found.isEmpty();
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
            text.append('.').append(step.name()).append(step.call() ? "()" : "");
        }
        return text.toString();
    }
}
