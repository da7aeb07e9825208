package io.fusebox.agent.config.pattern;

import io.fusebox.agent.config.value.BadValue;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of method patterns: {@code type#method} or {@code type#method(parameters)}. What stands between back-ticks has
 * been {@linkplain BackTicks#hide hidden}, so that it means nothing here.
 */
final class PatternParser {
    private static final String EXAMPLE = "write type#method, such as com.acme.PaymentClient#charge";

    private PatternParser() {}

    static MethodPattern parse(String text) throws BadValue {
        if (text.isEmpty()) {
            throw new BadValue("has an empty element", EXAMPLE);
        }
        String hidden = BackTicks.hide(text);
        try {
            return parsed(hidden);
        } catch (BadValue problem) {
            throw new BadValue(BackTicks.written(problem.what()), BackTicks.written(problem.instead()));
        }
    }

    private static MethodPattern parsed(String text) throws BadValue {
        int open = parenthesis(text);
        String names = (open < 0 ? text : text.substring(0, open)).stripTrailing();
        int hash = hash(names, open < 0 ? "" : text.substring(open));
        String type = names.substring(0, hash);
        String method = names.substring(hash + 1);
        checkBlanks(type, method, open < 0 ? "" : text.substring(open));

        boolean typeAnnotated = type.startsWith("@");
        boolean subtypes = type.endsWith("+");
        String typeName = type.substring(typeAnnotated ? 1 : 0, type.length() - (subtypes ? 1 : 0));
        if (typeAnnotated) {
            checkAnnotation(typeName, subtypes);
        } else {
            checkType(typeName);
        }
        boolean methodAnnotated = method.startsWith("@");
        String methodName = methodAnnotated ? method.substring(1) : method;
        if (methodAnnotated) {
            checkAnnotation(methodName, false);
        } else {
            checkMethod(methodName, typeName);
        }
        String list =
                open < 0 ? null : text.substring(open + 1, text.length() - 1).strip();
        boolean anyParameters = list != null && list.equals("..");
        Parameters parameters = list == null || anyParameters ? null : Parameters.parse(list);
        return new MethodPattern(
                typeName, typeAnnotated, subtypes, methodName, methodAnnotated, parameters, anyParameters);
    }

    /** Where the parameter list begins, -1 if there is none. */
    private static int parenthesis(String text) throws BadValue {
        int open = text.indexOf('(');
        int close = text.indexOf(')');
        if (open < 0 && close < 0) {
            return -1;
        }
        if (open < 0 || close < open || text.indexOf('(', open + 1) >= 0 || text.indexOf(')', close + 1) >= 0) {
            throw new BadValue(
                    "has parentheses that do not match", "write one ( and one ) behind it around the parameters");
        }
        if (close != text.length() - 1) {
            throw new BadValue(
                    "has '" + text.substring(close + 1).strip() + "' behind the parameters",
                    "write a comma between patterns, and nothing behind )");
        }
        return open;
    }

    private static int hash(String names, String list) throws BadValue {
        int hash = names.indexOf('#');
        if (hash < 0) {
            String corrected = withHash(names);
            throw new BadValue(
                    "has no # between type and method", corrected == null ? EXAMPLE : "write " + corrected + list);
        }
        if (names.indexOf('#', hash + 1) >= 0) {
            throw new BadValue("has more than one #", EXAMPLE);
        }
        if (hash == 0) {
            throw new BadValue("has no type before #", EXAMPLE);
        }
        if (hash == names.length() - 1) {
            throw new BadValue("has no method behind #", "write " + names + "* for all methods, or name one");
        }
        return hash;
    }

    private static @Nullable String withHash(String names) {
        int colons = names.indexOf("::");
        if (colons > 0 && colons < names.length() - 2) {
            return names.substring(0, colons) + "#" + names.substring(colons + 2);
        }
        int dot = names.lastIndexOf('.');
        if (dot <= 0 || dot == names.length() - 1 || names.indexOf(' ') >= 0) {
            return null;
        }
        // A last part in upper case is rather a class whose method is missing.
        return Character.isUpperCase(names.charAt(dot + 1))
                ? names + "#*"
                : names.substring(0, dot) + "#" + names.substring(dot + 1);
    }

    private static void checkBlanks(String type, String method, String list) throws BadValue {
        if (type.indexOf(' ') < 0 && method.indexOf(' ') < 0) {
            return;
        }
        String lastOfType = type.strip().substring(type.strip().lastIndexOf(' ') + 1);
        String strippedMethod = method.strip();
        String corrected = strippedMethod.indexOf(' ') < 0 && !lastOfType.isEmpty() && !strippedMethod.isEmpty()
                ? "write " + lastOfType + "#" + strippedMethod + list
                : "write patterns without blanks, commas between them, and a name that has blanks between back-ticks";
        throw new BadValue("has a blank in it", corrected);
    }

    private static void checkAnnotation(String name, boolean subtypes) throws BadValue {
        if (subtypes) {
            throw new BadValue(
                    "has + behind an annotation", "write @" + name + "; it stands for every type so annotated");
        }
        if (Glob.isGlob(name)) {
            throw new BadValue("has a wildcard in an annotation", "write the full class name of one annotation");
        }
        try {
            PatternNames.checkClass(name);
        } catch (BadValue notAClassName) {
            throw new BadValue(
                    "has '@" + name + "', which is no annotation",
                    "write @ and a full class name, such as @com.acme.Remote");
        }
    }

    private static void checkType(String type) throws BadValue {
        if (type.isEmpty()) {
            throw new BadValue("has no type before +", EXAMPLE);
        }
        if (type.indexOf('/') >= 0) {
            throw new BadValue("has a / in its type", "write " + type.replace('/', '.'));
        }
        if (type.indexOf("***") >= 0) {
            throw new BadValue("has *** in its type", "write * within a package segment, ** across segments");
        }
        if (type.startsWith("io.fusebox.")) {
            throw new BadValue("names a class of Fusebox itself", "write one of the program's");
        }
        if (!PatternNames.isTypeOrGlob(type)) {
            throw new BadValue(
                    "has '" + type + "', which is no class name",
                    "write a full class name, * within a package segment, ** across segments");
        }
    }

    private static void checkMethod(String method, String type) throws BadValue {
        if (method.equals("<init>") || method.equals("new")) {
            throw new BadValue(
                    "names a constructor, which cannot be guarded",
                    "write a method, such as the one that makes the object");
        }
        if (method.equals("<clinit>")) {
            throw new BadValue("names a static initialiser, which cannot be guarded", "write a method");
        }
        if (method.indexOf("**") >= 0) {
            throw new BadValue("has ** in its method", "write " + type + "#" + method.replace("**", "*"));
        }
        if (!PatternNames.isNameOrGlob(method)) {
            throw new BadValue(
                    "has '" + method + "', which is no method name", "write a name, with * for any characters");
        }
    }
}
