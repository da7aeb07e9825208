package io.fusebox.agent.config.pattern;

import io.fusebox.agent.config.value.BadValue;
import java.util.List;

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
            throw new BadValue("has .. beside other parameters", "write (..) for any parameters, or name all of them");
        }
        String element = written;
        int dimensions = 0;
        if (element.endsWith("...")) {
            if (!last) {
                throw new BadValue("has ... before the last parameter", "write [] for an array");
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

    private static void check(String element, String written) throws BadValue {
        if (element.isEmpty()) {
            throw new BadValue("has an empty parameter", "write full class names between commas");
        }
        int generic = element.indexOf('<');
        if (generic > 0) {
            throw new BadValue(
                    "has type arguments in '" + written + "'",
                    "write the class without them: "
                            + element.substring(0, generic).strip());
        }
        if (element.equals("void")) {
            throw new BadValue("has a parameter of type void", "write () for no parameters");
        }
        if (element.indexOf('*') >= 0) {
            throw new BadValue("has a wildcard in a parameter", "write full class names, or (..) for any parameters");
        }
        int blank = element.lastIndexOf(' ');
        if (blank > 0) {
            throw new BadValue(
                    "has a blank in the parameter '" + written + "'",
                    "write the type alone, without name, annotation or modifier");
        }
        if (OF_JAVA_LANG.contains(element)) {
            throw new BadValue("has the parameter '" + written + "' without its package", "write java.lang." + written);
        }
        try {
            PatternNames.checkClass(element);
        } catch (BadValue notAClassName) {
            throw new BadValue(
                    "has the parameter '" + written + "', which is no type",
                    "write a full class name such as java.lang.String, or a primitive type");
        }
    }
}
