package io.fusebox.agent.config.pattern;

import io.fusebox.agent.config.value.KnownClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parameters of a pattern, as they were probably meant. Loaded only for a mistake. */
final class ParameterCorrection {
    /** Words for primitive types in other languages, by twos. */
    private static final String[] FOREIGN = {"integer", "int", "bool", "boolean", "character", "char", "i32", "int"};

    private final String text;
    private int position;

    private ParameterCorrection(String text) {
        this.text = text;
    }

    /**
     * The list that was meant, in parentheses.
     *
     * @param inner what stands between the parentheses
     * @param tail what stands behind them
     * @return null if nobody knows
     */
    static @Nullable String of(String inner, String tail) {
        String list = inner.strip();
        if (list.startsWith("(") && list.endsWith(")")) {
            list = list.substring(1, list.length() - 1).strip();
        }
        if (list.isEmpty() || list.equals("void")) {
            return "()";
        }
        boolean returns = !tail.isEmpty() && (isDescriptor(tail) || isDescriptor(tail + ";"));
        if (returns || list.indexOf(';') >= 0 || list.startsWith("[")) {
            String described = described(list);
            if (described != null) {
                return "(" + described + ")";
            }
        }
        List<String> parameters = new ArrayList<>();
        for (String one : list.split(",", -1)) {
            parameters.add(one);
        }
        joinTypeArguments(parameters);
        StringBuilder meant = new StringBuilder("(");
        for (String one : parameters) {
            String parameter = parameter(one.strip());
            if (parameter.startsWith("..") || parameter.indexOf('*') >= 0) {
                return "(..)";
            }
            if (!parameter.isEmpty()) {
                meant.append(meant.length() == 1 ? "" : ", ").append(parameter);
            }
        }
        return meant.append(')').toString();
    }

    /** Puts together again what was cut at a comma between angle brackets or parentheses. */
    private static void joinTypeArguments(List<String> parameters) {
        for (int i = 0; i + 1 < parameters.size(); ) {
            int depth = 0;
            for (char c : parameters.get(i).toCharArray()) {
                depth += c == '<' || c == '(' ? 1 : c == '>' || c == ')' ? -1 : 0;
            }
            if (depth > 0) {
                parameters.set(i, parameters.get(i) + "," + parameters.remove(i + 1));
            } else {
                i++;
            }
        }
    }

    private static String parameter(String written) {
        String plain = TypeCorrection.withoutTypeArguments(written);
        int colon = plain.indexOf(':');
        // Kotlin and Scala write the name before the type.
        plain = colon > 0 && plain.indexOf(' ') != 0
                ? plain.substring(colon + 1).strip()
                : plain;
        String type = "";
        int dimensions = 0;
        for (String word :
                plain.replace("[]", " [] ").replace("...", " ... ").trim().split(" +", -1)) {
            boolean modifier = word.startsWith("@") || word.equals("final") || word.equals("var") || word.equals("val");
            if (word.equals("[]") || word.equals("...")) {
                dimensions++;
            } else if (type.isEmpty() && !modifier) {
                type = word;
            }
        }
        return type.isEmpty() && dimensions == 0 ? "" : type.isEmpty() ? ".." : known(type) + "[]".repeat(dimensions);
    }

    private static String known(String type) {
        String dotted = TypeCorrection.dotted(type.endsWith("?") ? type.substring(0, type.length() - 1) : type);
        for (int i = 0; i < FOREIGN.length; i += 2) {
            if (FOREIGN[i].equals(dotted)) {
                return FOREIGN[i + 1];
            }
        }
        if (Parameters.isPrimitive(dotted)) {
            return dotted;
        }
        String meant = KnownClasses.TABLE.meantBy(dotted);
        String primitive = dotted.toLowerCase(Locale.ROOT);
        return meant != null ? meant : Parameters.isPrimitive(primitive) ? primitive : dotted;
    }

    /** Whether a text is the descriptor of a type, as behind the parameters of a method. */
    static boolean isDescriptor(String text) {
        ParameterCorrection reader = new ParameterCorrection(text);
        return text.equals("V") || (reader.next() != null && reader.position == text.length());
    }

    private static @Nullable String described(String text) {
        ParameterCorrection reader =
                new ParameterCorrection(text.replace(" ", "").replace(",", ""));
        StringBuilder list = new StringBuilder();
        while (reader.position < reader.text.length()) {
            String one = reader.next();
            if (one == null) {
                return null;
            }
            list.append(list.length() == 0 ? "" : ", ").append(one);
        }
        return list.toString();
    }

    /** The next type of a descriptor, as a pattern has it; null if there is none. */
    private @Nullable String next() {
        int dimensions = 0;
        while (position < text.length() && text.charAt(position) == '[') {
            position++;
            dimensions++;
        }
        if (position >= text.length()) {
            return null;
        }
        String element = Parameters.primitive(text.charAt(position));
        if (element == null) {
            int end = text.indexOf(';', position);
            if (text.charAt(position) != 'L' || end < 0) {
                return null;
            }
            element = text.substring(position + 1, end).replace('/', '.');
            position = end;
        }
        position++;
        return element + "[]".repeat(dimensions);
    }
}
