package io.fusebox.agent.config.pattern;

import org.jspecify.annotations.Nullable;

/** The type of a pattern, as it was probably meant. Loaded only for a mistake. */
final class TypeCorrection {
    private static final String[] SUFFIXES = {".java", ".class", ".kt", ".groovy", ".scala"};
    private static final String[] FOLDERS = {"/java/", "/kotlin/", "/groovy/", "/scala/", "/classes/"};

    private TypeCorrection() {}

    /** The name of the type that was meant, with wildcards; null if nobody knows. */
    static @Nullable String of(String written) {
        String name = dotted(withoutPlace(written));
        boolean annotation = name.startsWith("@");
        boolean subtypes = name.endsWith("+");
        while (name.endsWith("+") || name.endsWith("[]") || name.endsWith(".") || name.endsWith(";")) {
            name = name.substring(0, name.length() - (name.endsWith("]") ? 2 : 1));
        }
        name = withoutSuffix(name);
        while (name.indexOf("***") >= 0) {
            name = name.replace("***", "**");
        }
        name = nested(name.replace('?', '*').replace("..", ".**."));
        name = name.endsWith(".**.*") ? name.substring(0, name.length() - 2) : name;
        return name.isEmpty() || (annotation && name.indexOf('*') >= 0)
                ? null
                : name + (subtypes && !annotation ? "+" : "");
    }

    /** A name without the module, class loader or folder that stands before it. */
    static String withoutPlace(String name) {
        String rest = name;
        for (String folder : FOLDERS) {
            int at = ("/" + rest).lastIndexOf(folder);
            rest = at < 0 ? rest : rest.substring(at + folder.length() - 1);
        }
        int hash = rest.indexOf('#');
        int slash = rest.substring(0, hash < 0 ? rest.length() : hash).lastIndexOf('/');
        if (slash <= 0) {
            return rest;
        }
        String place = rest.substring(0, slash);
        String last = rest.substring(slash + 1);
        int dot = last.indexOf('.');
        boolean full = dot > 0 && Character.isLowerCase(last.charAt(0));
        boolean isPlace = place.endsWith("/") || place.indexOf('@') > 0 || (full && place.indexOf('.') > 0);
        return isPlace || (full && last.indexOf('.', dot + 1) > 0) ? last : rest;
    }

    /** A name without what stands behind it in a file's name, also between type and method. */
    static String withoutSuffix(String name) {
        String rest = name;
        while (rest.endsWith(".")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        for (String suffix : SUFFIXES) {
            int at = rest.indexOf(suffix + ".");
            boolean upper = at > 0 && Character.isUpperCase(rest.charAt(rest.lastIndexOf('.', at - 1) + 1));
            rest = upper ? rest.substring(0, at) + rest.substring(at + suffix.length()) : rest;
            rest = rest.endsWith(suffix) ? rest.substring(0, rest.length() - suffix.length()) : rest;
        }
        return rest;
    }

    /** A name with dots for slashes, and without the backslashes of a regular expression. */
    static String dotted(String name) {
        return name.replace("\\", "").replace('/', '.');
    }

    /** A name without what stands between angle brackets; {@code <init>} stays. */
    static String withoutTypeArguments(String name) {
        StringBuilder plain = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean arrow = c == '>' && i > 0 && (name.charAt(i - 1) == '-' || name.charAt(i - 1) == '=');
            boolean initialiser = name.startsWith("<init>", i) || name.startsWith("<clinit>", i);
            if (initialiser && depth == 0) {
                return plain + name.substring(i);
            }
            depth += c == '<' ? 1 : 0;
            if (depth == 0) {
                plain.append(c);
            }
            depth -= c == '>' && !arrow && depth > 0 ? 1 : 0;
        }
        return plain.toString();
    }

    /** Whether a word is rather a type than what a method returns: it has a package or begins in upper case. */
    static boolean looksLikeType(String word) {
        return word.indexOf('.') > 0 || (!word.isEmpty() && Character.isUpperCase(word.charAt(0)));
    }

    /** The dot between type and method in a name that has no other sign there; -1 if there is no method in it. */
    static int splitAt(String name, boolean called) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || dot == name.length() - 1 || name.charAt(dot - 1) == '.' || name.startsWith("@")) {
            return -1;
        }
        String last = name.substring(dot + 1);
        String type = name.substring(name.lastIndexOf('.', dot - 1) + 1, dot);
        // After a class or a wildcard in its place comes a method; after a package comes a class.
        boolean afterType = Character.isUpperCase(type.charAt(0)) || type.indexOf('*') >= 0 || type.endsWith("+");
        if (Character.isUpperCase(last.charAt(0))) {
            return -1;
        }
        return afterType || (called && Character.isLowerCase(last.charAt(0))) ? dot : -1;
    }

    /** Whether a name is that of a package: no part of it begins as a class does. */
    static boolean isPackage(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) || c == '*' || c == '@' || c == '+' || c == '[') {
                return false;
            }
        }
        return name.indexOf('.') > 0 && !name.endsWith(".java") && !name.endsWith(".");
    }

    /** A name with {@code $} for the dots behind the first part that begins in upper case. */
    private static String nested(String name) {
        int start = 0;
        int dot = name.indexOf('.');
        while (dot > start && !Character.isUpperCase(name.charAt(start))) {
            start = dot + 1;
            dot = name.indexOf('.', start);
        }
        return dot < 0 ? name : name.substring(0, start) + name.substring(start).replace('.', '$');
    }
}
