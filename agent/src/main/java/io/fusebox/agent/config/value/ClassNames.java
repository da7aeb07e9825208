package io.fusebox.agent.config.value;

import org.jspecify.annotations.Nullable;

/** Java identifiers and the names made of them. */
public final class ClassNames {
    private ClassNames() {}

    /** Whether a text is one Java identifier; {@code $} belongs to it, keywords are not told apart. */
    public static boolean isIdentifier(String text) {
        if (text.isEmpty() || !Character.isJavaIdentifierStart(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!Character.isJavaIdentifierPart(text.charAt(i)) || Character.isIdentifierIgnorable(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Checks the full name of the class of an exception, such as {@code com.acme.Outer$Inner}, and gives it back.
     *
     * @throws BadValue also if it has no package (R11), is a nested class with a dot, or a class that the JDK does not have
     */
    public static String className(String text) throws BadValue {
        int start = 0;
        boolean nested = false;
        boolean upper = false;
        while (true) {
            int dot = text.indexOf('.', start);
            String segment = dot < 0 ? text.substring(start) : text.substring(start, dot);
            if (!isIdentifier(segment) || segment.equals("class")) {
                throw ClassNameCorrection.of(text, segment);
            }
            nested |= upper;
            upper = Character.isUpperCase(segment.charAt(0));
            if (dot < 0) {
                break;
            }
            start = dot + 1;
        }
        // CORBA has packages that begin in upper case.
        boolean isCorba = text.startsWith("org.omg.");
        if ((nested && !isCorba) || (start == 0 && text.indexOf('$') < 0) || isNotInJdk(text)) {
            throw ClassNameCorrection.ofUnknown(text);
        }
        return text;
    }

    /**
     * Checks the full name of a class or interface of exceptions, and gives it back.
     *
     * @throws BadValue also if it is a class of the JDK that no exception is of
     */
    public static String exceptionName(String text) throws BadValue {
        className(text);
        Class<?> type = ofJdk(text);
        if (type != null && !type.isInterface() && type != Object.class && !Throwable.class.isAssignableFrom(type)) {
            throw new BadValue(
                    "is no class of exceptions", "a class of exceptions is, for example, java.io.IOException");
        }
        return text;
    }

    /** The class of the JDK of that name; null if it is none, or not in a package that only the JDK can have. */
    static @Nullable Class<?> ofJdk(String name) {
        try {
            return name.startsWith("java.") ? Class.forName(name, false, ClassLoader.getPlatformClassLoader()) : null;
        } catch (ClassNotFoundException | LinkageError notThere) {
            return null;
        }
    }

    /** Whether it is the name of a class of the JDK that this JDK does not have. */
    private static boolean isNotInJdk(String name) {
        return name.startsWith("java.") && ofJdk(name) == null && !ClassNameCorrection.mayBeElsewhere(name);
    }
}
