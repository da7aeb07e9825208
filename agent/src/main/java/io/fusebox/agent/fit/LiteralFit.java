package io.fusebox.agent.fit;

import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.value.Literal;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** A literal as a value of the type that a method returns. */
final class LiteralFit {
    private static final String[] TEXT = {"java/lang/String", "java/lang/CharSequence", "java/lang/Comparable"};
    private static final String[] LIST = {"java/util/List", "java/util/Collection", "java/lang/Iterable"};

    private LiteralFit() {}

    /**
     * The boxed value.
     *
     * @param type a descriptor; empty if it may be anything
     */
    static @Nullable Object value(Literal literal, String type) throws SettingMismatch {
        Object value = literal.value();
        switch (literal.kind()) {
            case NULL -> {
                if (type.length() == 1 && !type.equals("V")) {
                    throw misfit(literal, type);
                }
                return null;
            }
            case TEXT -> {
                return checked(value, literal, type, TEXT);
            }
            case BOOLEAN -> {
                return type.equals("Z") ? value : checked(value, literal, type, new String[] {"java/lang/Boolean"});
            }
            case EMPTY_OPTIONAL -> {
                return checked(Optional.empty(), literal, type, new String[] {"java/util/Optional"});
            }
            case EMPTY_LIST -> {
                return checked(List.of(), literal, type, LIST);
            }
            default -> {
                return number((Number) java.util.Objects.requireNonNull(value), literal, type);
            }
        }
    }

    private static Object number(Number value, Literal literal, String type) throws SettingMismatch {
        boolean whole = literal.kind() != Literal.Kind.DOUBLE;
        long number = value.longValue();
        switch (type) {
            case "", "Ljava/lang/Object;", "Ljava/lang/Number;" -> {
                return value;
            }
            case "D", "Ljava/lang/Double;" -> {
                return value.doubleValue();
            }
            case "F", "Ljava/lang/Float;" -> {
                return value.floatValue();
            }
            case "J", "Ljava/lang/Long;" -> {
                if (whole) {
                    return number;
                }
            }
            case "I", "Ljava/lang/Integer;" -> {
                if (whole && number == (int) number) {
                    return (int) number;
                }
            }
            case "S", "Ljava/lang/Short;" -> {
                if (whole && number == (short) number) {
                    return (short) number;
                }
            }
            case "B", "Ljava/lang/Byte;" -> {
                if (whole && number == (byte) number) {
                    return (byte) number;
                }
            }
            default -> {
                // No number.
            }
        }
        throw misfit(literal, type);
    }

    private static @Nullable Object checked(@Nullable Object value, Literal literal, String type, String[] types)
            throws SettingMismatch {
        if (type.isEmpty() || type.equals("Ljava/lang/Object;")) {
            return value;
        }
        for (String one : types) {
            if (type.equals("L" + one + ";")) {
                return value;
            }
        }
        throw misfit(literal, type);
    }

    private static SettingMismatch misfit(Literal literal, String type) {
        String name = Type.getType(type).getClassName();
        return new SettingMismatch(
                Setting.ON_OPEN,
                literal + " is no " + name,
                type.equals("V") ? "write return null" : "write a literal of " + name + ", or throw");
    }
}
