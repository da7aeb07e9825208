package io.fusebox.agent.config.value;

/** Java identifiers and the names made of them. */
public final class ClassNames {
    private ClassNames() {}

    /** Whether a text is one Java identifier; {@code $} belongs to it, keywords are not told apart. */
    public static boolean isIdentifier(String text) {
        if (text.isEmpty() || !Character.isJavaIdentifierStart(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!Character.isJavaIdentifierPart(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Checks a full class name such as {@code com.acme.Outer$Inner}, and gives it back. */
    public static String className(String text) throws BadValue {
        if (text.endsWith(".class")) {
            throw new BadValue(
                    "'" + text + "' is no class name", "write " + text.substring(0, text.length() - ".class".length()));
        }
        int start = 0;
        while (true) {
            int dot = text.indexOf('.', start);
            String segment = dot < 0 ? text.substring(start) : text.substring(start, dot);
            if (!isIdentifier(segment)) {
                throw notAClassName(text, segment);
            }
            if (dot < 0) {
                return text;
            }
            start = dot + 1;
        }
    }

    private static BadValue notAClassName(String text, String segment) {
        if (text.indexOf('/') >= 0 && text.indexOf(' ') < 0) {
            return new BadValue("'" + text + "' is no class name", "write " + text.replace('/', '.'));
        }
        if (text.indexOf('*') >= 0) {
            return new BadValue(
                    "has a wildcard, which is for method patterns only",
                    "write full class names; a superclass or interface matches all its subclasses");
        }
        if (segment.isEmpty()) {
            return new BadValue(
                    text.isEmpty() ? "has an empty element" : "'" + text + "' is no class name: a part of it is empty",
                    "write a full class name such as java.io.IOException");
        }
        return new BadValue(
                "'" + text + "' is no class name: '" + segment + "' is no Java name",
                "write a full class name such as java.io.IOException");
    }
}
