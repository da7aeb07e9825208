package io.fusebox.agent.config.value;

import io.fusebox.agent.config.spelling.Lookalikes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the {@code on-open} that a wrong text probably means. Loaded only for a mistake. */
final class OnOpenCorrection {
    /** Words of Java for what is written shorter here, by twos. */
    private static final String[] LITERALS = {
        "[]",
        "List.of",
        "Collections.emptyList()",
        "List.of",
        "Collections.emptyList",
        "List.of",
        "new ArrayList<>()",
        "List.of",
        "List.of();",
        "List.of",
        "emptyList()",
        "List.of",
        "Optional.empty()",
        "Optional.empty",
        "empty",
        "Optional.empty",
        "Optional",
        "Optional.empty",
        "Optional.ofNullable(null)",
        "Optional.empty",
        "NULL",
        "null",
        "nil",
        "null",
        "None",
        "null",
        "void",
        "null",
        "True",
        "true",
        "False",
        "false",
        "TRUE",
        "true",
        "FALSE",
        "false",
        "",
        "null",
        "nothing",
        "null",
    };

    private OnOpenCorrection() {}

    /** The text that was meant; null if nobody knows. */
    static @Nullable String of(String text) {
        String plain = Lookalikes.plain(text).strip();
        while (plain.endsWith(";")) {
            plain = plain.substring(0, plain.length() - 1).strip();
        }
        int end = 0;
        while (end < plain.length() && Character.isLetter(plain.charAt(end))) {
            end++;
        }
        String verb = plain.substring(0, end).toLowerCase(Locale.ROOT);
        String object = plain.substring(end).strip();
        object = object.startsWith(":") || object.startsWith("=")
                ? object.substring(1).strip()
                : object;
        switch (verb) {
            case "throw", "throws", "raise" -> {
                return accepted("throw " + thrown(object));
            }
            case "return", "returns" -> {
                return returned(object);
            }
            case "call", "calls", "invoke", "fallback", "method", "run" -> {
                String call = accepted("call " + called(object));
                return call != null || !verb.equals("fallback") ? call : accepted("call " + called(plain));
            }
            default -> {
                return alone(plain);
            }
        }
    }

    private static @Nullable String alone(String plain) {
        String direct = accepted("return " + plain);
        if (direct != null) {
            return direct;
        }
        String word = plain.toLowerCase(Locale.ROOT);
        if (word.equals("fail") || word.equals("exception") || word.equals("error") || word.equals("reject")) {
            return "throw";
        }
        if (plain.endsWith("Exception") || plain.endsWith("Error") || plain.startsWith("new ")) {
            return accepted("throw " + thrown(plain));
        }
        if (plain.endsWith(")")
                && ClassNames.isIdentifier(called(plain))
                && literal(plain).equals(plain)) {
            return accepted("call " + called(plain));
        }
        return returned(plain);
    }

    private static @Nullable String returned(String object) {
        String literal = accepted("return " + literal(object));
        if (literal != null) {
            return literal;
        }
        if (object.length() > 1 && object.startsWith("'") && object.endsWith("'")) {
            return accepted("return \"" + object.substring(1, object.length() - 1) + "\"");
        }
        if (object.startsWith("\"") && object.indexOf('"', 1) < 0) {
            return accepted("return " + object + "\"");
        }
        String isLong = accepted("return " + object + "L");
        if (isLong != null) {
            return isLong;
        }
        var number = NumberCorrection.number(object);
        return number == null ? null : accepted("return " + number.toPlainString());
    }

    private static String literal(String object) {
        for (int i = 0; i < LITERALS.length; i += 2) {
            if (LITERALS[i].equals(object)) {
                return LITERALS[i + 1];
            }
        }
        return object;
    }

    private static String thrown(String object) {
        String name =
                object.startsWith("new ") ? object.substring("new ".length()).strip() : object;
        int parenthesis = name.indexOf('(');
        name = parenthesis < 0 ? name : name.substring(0, parenthesis);
        String meant = ClassNameCorrection.ofList(name);
        return meant == null ? name : meant;
    }

    private static String called(String object) {
        int parenthesis = object.indexOf('(');
        String name = (parenthesis < 0 ? object : object.substring(0, parenthesis)).replace("::", "#");
        return name.substring(Math.max(name.lastIndexOf('#'), name.lastIndexOf('.')) + 1)
                .strip();
    }

    private static @Nullable String accepted(String candidate) {
        try {
            OnOpen unused = OnOpen.strictly(candidate.strip());
            return candidate.strip();
        } catch (BadValue notYet) {
            return null;
        }
    }
}
