package io.fusebox.agent.config.pattern;

import io.fusebox.agent.config.value.BadValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameter list of a method pattern: parsed, and turned into the beginning of a method descriptor. */
final class Parameters {
    private static final String[] PRIMITIVES = {"boolean", "byte", "char", "short", "int", "long", "float", "double"};
    private static final String DESCRIPTORS = "ZBCSIJFD";

    /** Types of java.lang that people write without their package. */
    private static final List<String> OF_JAVA_LANG = List.of(
            "Object",
            "String",
            "CharSequence",
            "Boolean",
            "Byte",
            "Character",
            "Short",
            "Integer",
            "Long",
            "Float",
            "Double",
            "Number",
            "Class",
            "Iterable",
            "Runnable",
            "Throwable",
            "Exception",
            "Void");

    /** Words that stand for a type elsewhere, and that no class without a package has for its name. */
    private static final List<String> LOWER_CASE =
            List.of("string", "integer", "bool", "character", "object", "list", "map", "number", "any");

    private static final String EXAMPLE =
            "parameters look like (long, java.lang.String[]), or (..) for any, or () for none";

    /** The list in canonical words, as in {@code long, java.lang.String[]}. */
    final String text;

    /** How the descriptor of a method with these parameters begins, as in {@code (J[Ljava/lang/String;)}. */
    final String descriptor;

    private Parameters(String text, String descriptor) {
        this.text = text;
        this.descriptor = descriptor;
    }

    /** Parses what stands between the parentheses; {@code ..} is not its affair. */
    static Parameters parse(String list) throws BadValue {
        StringBuilder text = new StringBuilder();
        StringBuilder descriptor = new StringBuilder("(");
        int start = 0;
        while (!list.isBlank()) {
            int comma = list.indexOf(',', start);
            boolean last = comma < 0;
            String one = (last ? list.substring(start) : list.substring(start, comma)).strip();
            if (text.length() > 0) {
                text.append(", ");
            }
            append(one, last, text, descriptor);
            if (last) {
                break;
            }
            start = comma + 1;
        }
        return new Parameters(text.toString(), descriptor.append(')').toString());
    }

    private static void append(String written, boolean last, StringBuilder text, StringBuilder descriptor)
            throws BadValue {
        if (written.equals("..")) {
            throw new BadValue("has .. beside other parameters", EXAMPLE);
        }
        String element = written;
        int dimensions = 0;
        if (element.endsWith("...")) {
            if (!last) {
                throw new BadValue("has ... before the last parameter", EXAMPLE);
            }
            element = element.substring(0, element.length() - 3).strip();
            dimensions = 1;
        }
        while (element.endsWith("[]")) {
            element = element.substring(0, element.length() - 2).strip();
            dimensions++;
        }
        check(element, written);
        text.append(BackTicks.written(element));
        for (int i = 0; i < dimensions; i++) {
            text.append("[]");
            descriptor.append('[');
        }
        for (int i = 0; i < PRIMITIVES.length; i++) {
            if (PRIMITIVES[i].equals(element)) {
                descriptor.append(DESCRIPTORS.charAt(i));
                return;
            }
        }
        descriptor
                .append('L')
                .append(BackTicks.plain(element.replace('.', '/')))
                .append(';');
    }

    static boolean isPrimitive(String name) {
        for (String primitive : PRIMITIVES) {
            if (primitive.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The primitive type of a descriptor; null if there is none. */
    static @Nullable String primitive(char descriptor) {
        int index = DESCRIPTORS.indexOf(descriptor);
        return index < 0 ? null : PRIMITIVES[index];
    }

    private static void check(String element, String written) throws BadValue {
        if (element.isEmpty()) {
            throw new BadValue("has an empty parameter", EXAMPLE);
        }
        if (element.indexOf('<') > 0) {
            throw new BadValue("has type arguments in '" + written + "'", EXAMPLE);
        }
        if (element.equals("void")) {
            throw new BadValue("has a parameter of type void", EXAMPLE);
        }
        if (element.indexOf('*') >= 0) {
            throw new BadValue("has a wildcard in a parameter: only (..) stands for any parameters", EXAMPLE);
        }
        if (element.lastIndexOf(' ') > 0) {
            throw new BadValue("has a blank in the parameter '" + written + "'", EXAMPLE);
        }
        if (OF_JAVA_LANG.contains(element)) {
            throw new BadValue("has the parameter '" + written + "' without its package", EXAMPLE);
        }
        if (!isType(element)) {
            throw new BadValue("has the parameter '" + written + "', which is no type", EXAMPLE);
        }
    }

    /** Whether there may be a type of that name: Java's own begin in upper case. */
    private static boolean isType(String element) {
        try {
            PatternNames.checkClass(element);
        } catch (BadValue notAClassName) {
            return false;
        }
        int dot = element.lastIndexOf('.');
        boolean lower = Character.isLowerCase(element.charAt(dot + 1));
        return isPrimitive(element) || !lower || !(element.startsWith("java.") || LOWER_CASE.contains(element));
    }
}
