package io.fusebox.agent.config.pattern;

import org.jspecify.annotations.Nullable;

/** Pointcuts of AspectJ and Spring as the patterns that they mean. Loaded only for a mistake. */
final class Pointcuts {
    private Pointcuts() {}

    /** The pattern, perhaps with words of a declaration before it; null if the text is no pointcut that a pattern can say. */
    static @Nullable String toPattern(String text) {
        int open = text.indexOf('(');
        if (open <= 0 || !text.endsWith(")")) {
            return null;
        }
        String inner = text.substring(open + 1, text.length() - 1).strip();
        return switch (text.substring(0, open).strip()) {
            case "execution", "call" -> signature(inner);
            case "within" -> inner + "#*";
            case "@annotation" -> "**#@" + inner;
            case "@within", "@target" -> "@" + inner + "#*";
            case "target", "this" -> inner + "+#*";
            default -> null;
        };
    }

    private static @Nullable String signature(String signature) {
        int open = signature.indexOf('(');
        String names = (open < 0 ? signature : signature.substring(0, open)).strip();
        String name = names.substring(names.lastIndexOf(' ') + 1);
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return null;
        }
        String type = name.substring(0, dot);
        return (type.equals("*") ? "**" : type) + "#" + name.substring(dot + 1)
                + (open < 0 ? "" : signature.substring(open));
    }
}
