package io.fusebox.agent.config.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the class that a text probably means, if it is not a full class name. Loaded only for a mistake. */
public final class ClassNameCorrection {
    private static final String HINT = "a full class name has its package, as in java.io.IOException";

    /** Words before a class. */
    private static final String[] WORDS = {"class ", "interface ", "extends ", "throws ", "throw ", "new ", "? extends "
    };

    private ClassNameCorrection() {}

    /** A text that is no name. */
    static BadValue of(String text, String segment) {
        String meant = ofList(text);
        String what = text.isEmpty() ? "has an empty element" : "'" + text + "' is no class name";
        if (meant != null) {
            return BadValue.corrected(what, meant);
        }
        if (text.equals("*")) {
            return BadValue.corrected("has a wildcard, which is for method patterns only", "java.lang.Throwable");
        }
        if (text.indexOf('*') >= 0) {
            return new BadValue(
                    "has a wildcard, which is for method patterns only",
                    "a superclass or an interface stands for all its subclasses, as java.io.IOException does");
        }
        boolean telling = !text.isEmpty() && !segment.equals(text);
        String part = segment.isEmpty() ? ": a part of it is empty" : ": '" + segment + "' is no Java name";
        return new BadValue(telling ? what + part : what, HINT);
    }

    /** A name that is well formed, but not that of a class which could be found. */
    static BadValue ofUnknown(String text) {
        KnownClasses classes = KnownClasses.TABLE;
        int dot = text.lastIndexOf('.');
        String meant = classes.meantBy(text.substring(dot + 1));
        String nearest = meant != null ? meant : classes.nearest(text);
        if (text.equals("all") || text.equals("any")) {
            return BadValue.corrected("has no package", "java.lang.Throwable");
        }
        if (dot < 0) {
            return nearest == null
                    ? new BadValue("has no package", HINT)
                    : BadValue.corrected("has no package", nearest);
        }
        if (text.startsWith("java.")) {
            return nearest == null
                    ? new BadValue("is no class of the JDK", HINT)
                    : BadValue.corrected("is no class of the JDK", nearest);
        }
        return BadValue.corrected("names a nested class with a dot", nested(text));
    }

    /** Whether a class that this JDK does not have may be in a module that this runtime image lacks. */
    static boolean mayBeElsewhere(String name) {
        KnownClasses classes = KnownClasses.TABLE;
        if (classes.has(name)) {
            return true;
        }
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        if (classes.meantBy(simpleName) != null || classes.nearest(name) != null) {
            return false;
        }
        String packageName = name.substring(0, name.lastIndexOf('.'));
        for (Module module : ModuleLayer.boot().modules()) {
            if (module.getPackages().contains(packageName)) {
                return false;
            }
        }
        return true;
    }

    /** The list of class names that was probably meant by a text; null if nobody knows. */
    public static @Nullable String ofList(String text) {
        List<String> meant = new ArrayList<>();
        for (String part : Lists.meant(text)) {
            String one = plain(part);
            try {
                meant.add(isBad(one) ? "" : ClassNames.className(one));
            } catch (BadValue notYet) {
                String correction = notYet.correction();
                meant.add(correction == null ? "" : correction);
            }
            if (meant.get(meant.size() - 1).isEmpty()) {
                return null;
            }
        }
        return meant.isEmpty() ? null : String.join(", ", meant);
    }

    /** Whether there is no hope of a name: to ask again would not end. */
    private static boolean isBad(String name) {
        int start = 0;
        for (int dot = name.indexOf('.'); start >= 0; dot = name.indexOf('.', start)) {
            String segment = dot < 0 ? name.substring(start) : name.substring(start, dot);
            if (!ClassNames.isIdentifier(segment) || segment.equals("class")) {
                return true;
            }
            start = dot < 0 ? -1 : dot + 1;
        }
        return false;
    }

    private static String plain(String part) {
        String name = part.startsWith("!") || part.startsWith("-") ? part : part.strip();
        for (String word : WORDS) {
            name = name.startsWith(word) ? name.substring(word.length()).strip() : name;
        }
        int end = name.indexOf('(');
        name = end > 0 ? name.substring(0, end) : name;
        end = name.indexOf(": ");
        name = end > 0 ? name.substring(0, end) : name;
        for (String suffix : new String[] {".class", "::class", ".java", "+", ".", "[]", ":"}) {
            name = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
        }
        name = name.replace("\\", "").replace('/', '.').replace('#', '$');
        boolean descriptor = part.startsWith("L") && part.indexOf('/') > 1 && Character.isLowerCase(part.charAt(1));
        return descriptor ? name.substring(1) : name;
    }

    /** A name with {@code $} for the dots behind the first part that begins in upper case. */
    private static String nested(String name) {
        int start = 0;
        while (!Character.isUpperCase(name.charAt(start))) {
            start = name.indexOf('.', start) + 1;
        }
        return name.substring(0, start) + name.substring(start).replace('.', '$');
    }
}
