package io.fusebox.agent.config.value;

import org.jspecify.annotations.Nullable;

/** Literals as arguments of methods: which parameters take one, and as what. Used when a method is woven or first called. */
public final class LiteralArgument {
    private static final String PRIMITIVES = "IJSBDFZC";
    private static final String[] BOXES = {"Integer", "Long", "Short", "Byte", "Double", "Float", "Boolean", "Character"
    };

    private LiteralArgument() {}

    /**
     * How well a parameter takes a literal: the least is the best, as Java chooses among overloads.
     *
     * @param descriptor the parameter's type, such as {@code J} or {@code Ljava/lang/String;}
     * @return -1 if it does not take it
     */
    public static int distance(Literal literal, String descriptor) {
        boolean primitive = descriptor.length() == 1;
        String type = primitive ? primitiveOf(descriptor) : descriptor;
        boolean any = type.equals("Ljava/lang/Object;");
        switch (literal.kind()) {
            case NULL -> {
                return primitive ? -1 : any ? 1 : 0;
            }
            case TEXT -> {
                return type.equals("Ljava/lang/String;")
                        ? 0
                        : type.equals("Ljava/lang/CharSequence;")
                                ? 1
                                : type.equals("Ljava/lang/Comparable;") ? 2 : any ? 3 : -1;
            }
            case BOOLEAN -> {
                int own = type.equals("Ljava/lang/Boolean;") ? 0 : -1;
                return any ? 9 : own < 0 || primitive ? own : 5;
            }
            case INT, LONG, DOUBLE -> {
                int distance = number(literal, type, any);
                return distance < 0 || primitive || any ? distance : distance + 5;
            }
            default -> {
                return -1;
            }
        }
    }

    private static int number(Literal literal, String type, boolean any) {
        if (any || type.equals("Ljava/lang/Number;")) {
            return any ? 19 : 18;
        }
        String[] order =
                switch (literal.kind()) {
                    case INT -> new String[] {"Integer", "Long", "Double", "Float", "Short", "Byte"};
                    case LONG -> new String[] {"Long", "Double", "Float"};
                    default -> new String[] {"Double", "Float"};
                };
        for (int i = 0; i < order.length; i++) {
            if (type.equals("Ljava/lang/" + order[i] + ";")) {
                return i;
            }
        }
        return -1;
    }

    private static String primitiveOf(String descriptor) {
        int index = PRIMITIVES.indexOf(descriptor);
        return index < 0 ? descriptor : "Ljava/lang/" + BOXES[index] + ";";
    }

    /** The literal as a parameter of that type takes it, boxed. */
    public static @Nullable Object value(Literal literal, Class<?> type) {
        if (!(literal.value() instanceof Number number)) {
            return literal.value();
        }
        return switch (type.getName()) {
            case "long", "java.lang.Long" -> number.longValue();
            case "double", "java.lang.Double" -> number.doubleValue();
            case "float", "java.lang.Float" -> number.floatValue();
            case "short", "java.lang.Short" -> number.shortValue();
            case "byte", "java.lang.Byte" -> number.byteValue();
            default -> number;
        };
    }
}
