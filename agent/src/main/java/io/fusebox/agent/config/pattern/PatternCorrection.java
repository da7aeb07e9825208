package io.fusebox.agent.config.pattern;

import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was probably meant by a text that is no method pattern: a line of a stack trace, a descriptor, a pointcut, a
 * declaration of Java or Kotlin, another sign between type and method. A correction is parsed before it is printed.
 * Loaded only for a mistake. For one text, by one thread.
 */
public final class PatternCorrection {
    /** A longer text is no pattern that a person wrote. */
    private static final int MAX_LENGTH = 2_000;

    /** Words before a declaration. */
    private static final List<String> MODIFIERS = List.of(
            "public",
            "protected",
            "private",
            "static",
            "final",
            "abstract",
            "synchronized",
            "native",
            "default",
            "strictfp",
            "transient",
            "class",
            "interface",
            "enum",
            "record",
            "fun",
            "suspend",
            "override",
            "open",
            "def",
            "at",
            "method");

    /** A clause of a declaration. */
    private static final Pattern THROWS = Pattern.compile("\\s+throws\\s.*$");

    /** What takes away, between two patterns or before one. */
    private static final Pattern NOT = Pattern.compile(
            "(?:^|\\s+)(?:(?:and|but)\\s+)?(?:not|except(?:\\s+for)?|excluding|without|minus)\\s+"
                    + "|\\s+&&?\\s*!\\s*"
                    + "|(?<=[^,;\\s])\\s+-(?=[A-Za-z*])",
            Pattern.CASE_INSENSITIVE);

    /** What adds. */
    private static final Pattern AND = Pattern.compile("\\s+(?:and|or|plus|&&?)\\s+", Pattern.CASE_INSENSITIVE);

    private final List<String> meant = new ArrayList<>();

    /** The type of the pattern before, for names of methods that stand alone. */
    private @Nullable String type;

    private boolean excluded;

    private PatternCorrection() {}

    /** The list of patterns that was probably meant by a text; null if nobody knows. */
    public static @Nullable String of(String text) {
        return text.length() > MAX_LENGTH ? null : ofList(text);
    }

    /** The same for a text of any length. */
    public static @Nullable String ofList(String text) {
        PatternCorrection correction = new PatternCorrection();
        List<String> parts = Lists.meant(withSigns(text));
        boolean signs = !parts.isEmpty() && !parts.get(0).startsWith("-");
        for (String part : parts) {
            // Where not all begin with it, a hyphen is no bullet: it takes away.
            if (!correction.add(signs && part.startsWith("-") ? "!" + part.substring(1) : part)) {
                return null;
            }
        }
        return correction.meant.isEmpty() ? null : String.join(", ", correction.meant);
    }

    /** The text with signs in place of the words and signs that join patterns elsewhere, so that no exclusion gets lost. */
    private static String withSigns(String text) {
        String plain = THROWS.matcher(text).replaceAll("");
        boolean expression = plain.endsWith("$");
        plain = NOT.matcher(plain).replaceAll(", !");
        plain = AND.matcher(plain).replaceAll(", ");
        plain = plain.startsWith(", !") ? plain.substring(2) : plain;
        return plain.startsWith("^") && !expression ? "!" + plain.substring(1) : plain;
    }

    /** Adds the patterns that a part of a list means; false if nobody knows. */
    private boolean add(String part) {
        boolean before = excluded;
        String text = part.strip();
        excluded |= text.startsWith("!");
        text = withoutBullet(text);
        boolean known = !text.isEmpty() && (isPattern(text) ? keep(text) : understood(text));
        excluded = before;
        return known;
    }

    private boolean keep(String pattern) {
        meant.add((excluded ? "!" : "") + pattern);
        int hash = pattern.indexOf('#');
        type = hash < 0 ? pattern : pattern.substring(0, hash);
        return true;
    }

    private static boolean isPattern(String text) {
        try {
            var unused = PatternParser.strictly(BackTicks.hide(text));
            return true;
        } catch (BadValue notYet) {
            return false;
        }
    }

    private static String withoutBullet(String text) {
        int start = 0;
        while (start < text.length() && "!-^\u2013\u2014\u2022 ".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        boolean expression = text.startsWith("^") && text.endsWith("$");
        String rest =
                text.substring(start, text.length() - (expression ? 1 : 0)).strip();
        return rest.startsWith("* ") || rest.startsWith("+ ")
                ? rest.substring(2).strip()
                : rest;
    }

    private boolean understood(String text) {
        String pointcut = Pointcuts.toPattern(text);
        if (pointcut != null) {
            return add(pointcut);
        }
        Boolean group = addGroup(text);
        if (group != null) {
            return group;
        }
        int open = text.indexOf('(');
        if (open < 0) {
            return text.indexOf(')') < 0 && addNames(text, "", false);
        }
        int close = closing(text, open);
        String inner = text.substring(open + 1, close < 0 ? text.length() : close);
        String tail = close < 0 ? "" : text.substring(close + 1).strip();
        String names = text.substring(0, open);
        if (tail.indexOf('#') >= 0) {
            return add(text.substring(0, close + 1)) && add(tail);
        }
        boolean unfinished = close < 0 && inner.isBlank();
        String list = unfinished || isLocation(inner) ? "" : ParameterCorrection.of(inner, tail);
        return list != null && isHarmless(tail) && addNames(names, list, !unfinished);
    }

    /** Adds a pattern for each of the methods in {@code T[a, b]}, {@code T#(a|b)} or {@code T#{a, b}}; null if there is none. */
    private @Nullable Boolean addGroup(String text) {
        int parameters = text.indexOf('(');
        boolean parenthesis = parameters > 0 && "#:>.".indexOf(text.charAt(parameters - 1)) >= 0;
        for (int open = 1; open < (parameters < 0 ? text.length() : parameters + (parenthesis ? 1 : 0)); open++) {
            if ("[{(".indexOf(text.charAt(open)) >= 0) {
                int close = closing(text, open);
                String inner = close < 0 ? "" : text.substring(open + 1, close);
                if (!inner.isBlank()) {
                    String head = text.substring(0, open).strip();
                    boolean separated = "#:>.".indexOf(head.charAt(head.length() - 1)) >= 0;
                    boolean known = true;
                    for (String one : Lists.meant(inner)) {
                        known &= add(head + (separated ? "" : "#") + one + text.substring(close + 1));
                    }
                    return known;
                }
            }
        }
        return null;
    }

    private static int closing(String text, int open) {
        char other = ")]}".charAt("([{".indexOf(text.charAt(open)));
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == text.charAt(open) ? 1 : c == other ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the parentheses of a stack trace: {@code (T.java:12)}, {@code (Native Method)}. */
    private static boolean isLocation(String inner) {
        int colon = inner.indexOf(':');
        String file = colon < 0 ? inner : inner.substring(0, colon);
        boolean source = file.endsWith(".java") || file.endsWith(".kt") || file.endsWith(".groovy");
        return source
                || file.endsWith(".scala")
                || inner.equals("Native Method")
                || inner.equals("Unknown Source")
                || inner.equals("<generated>");
    }

    /** Whether what follows the parameters says nothing of the method: what it returns or throws, where it is. */
    private static boolean isHarmless(String tail) {
        return tail.isEmpty()
                || ":~[{;=+".indexOf(tail.charAt(0)) >= 0
                || tail.startsWith("throws ")
                || tail.startsWith("->")
                || ParameterCorrection.isDescriptor(tail)
                || ParameterCorrection.isDescriptor(tail + ";");
    }

    private boolean addNames(String names, String list, boolean called) {
        String text = TypeCorrection.withoutTypeArguments(names).strip();
        for (String separator : new String[] {"#", "::", "->", "=>", ":", ".", "/"}) {
            text = text.replace(" " + separator, separator).replace(separator + " ", separator);
        }
        List<String> words = new ArrayList<>();
        boolean all = true;
        for (String word : text.split(" +", -1)) {
            if (!MODIFIERS.contains(word) && !(word.startsWith("@") && words.isEmpty() && !text.endsWith(word))) {
                words.add(word);
                all &= word.indexOf('#') > 0;
            }
        }
        int count = words.size();
        if (count == 0) {
            return false;
        }
        if (count > 1 && all) {
            boolean known = true;
            for (String word : words) {
                known &= add(word.equals(words.get(count - 1)) ? word + list : word);
            }
            return known;
        }
        String last = words.get(count - 1);
        boolean alone = PatternNames.isNameOrGlob(last) && last.indexOf('*') != 0;
        if (!alone) {
            return addName(last, list, called);
        }
        if (count > 1 && TypeCorrection.looksLikeType(words.get(count - 2))) {
            return addMember(words.get(count - 2), last, list);
        }
        String before = type;
        boolean isMethod = before != null && !Character.isUpperCase(last.charAt(0));
        return isMethod ? addMember(String.valueOf(before), last, list) : addName(last, list, called);
    }

    private boolean addName(String name, String list, boolean called) {
        String plain = TypeCorrection.withoutPlace(name);
        if (plain.startsWith("L") && plain.indexOf(';') > 0) {
            plain = plain.substring(1).replaceFirst(";", "");
        }
        for (String separator : new String[] {"#", "::", "->", "=>", ":"}) {
            int at = plain.indexOf(separator);
            if (at > 0) {
                String before = plain.substring(0, at);
                String behind = plain.substring(at + separator.length());
                boolean returns = separator.equals(":") && TypeCorrection.splitAt(before, called) > 0;
                return returns ? addName(before, list, called) : addMember(before, behind, list);
            }
        }
        int slash = plain.lastIndexOf('/');
        if (slash > 0 && plain.indexOf('.') > 0 && plain.indexOf('.', slash) < 0) {
            return addMember(plain.substring(0, slash), plain.substring(slash + 1), list);
        }
        String dotted = TypeCorrection.dotted(TypeCorrection.withoutSuffix(plain));
        if (dotted.isEmpty()) {
            return false;
        }
        int split = TypeCorrection.splitAt(dotted, called);
        if (split > 0) {
            return addMember(dotted.substring(0, split), dotted.substring(split + 1), list);
        }
        if (dotted.equals("*")) {
            return addMember("**", "*", list);
        }
        // A word alone may be anything.
        boolean word = dotted.indexOf('.') < 0 && !Character.isUpperCase(dotted.charAt(0)) && dotted.charAt(0) != '@';
        return !called && !word && addMember(TypeCorrection.isPackage(dotted) ? dotted + ".**" : dotted, "*", list);
    }

    private boolean addMember(String writtenType, String writtenMethod, String list) {
        String typeName = TypeCorrection.of(writtenType);
        String method = method(writtenMethod);
        String pattern = typeName + "#" + method + list;
        return typeName != null && isPattern(pattern) && keep(pattern);
    }

    private static String method(String written) {
        String name = written;
        while (name.startsWith("#")) {
            name = name.substring(1);
        }
        int colon = name.indexOf(':');
        name = (colon < 0 ? name : name.substring(0, colon)).strip();
        while (name.endsWith("+") || name.endsWith("[]") || name.endsWith(";") || name.endsWith("#")) {
            name = name.substring(0, name.length() - (name.endsWith("]") ? 2 : 1));
        }
        name = name.replace('?', '*').replace(".*", "*");
        while (name.indexOf("**") >= 0) {
            name = name.replace("**", "*");
        }
        return name.isEmpty() ? "*" : name;
    }
}
