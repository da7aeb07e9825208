package io.fusebox.agent.config.pattern;

import io.fusebox.agent.config.value.BadValue;

/**
 * The grammar of method patterns: {@code type#method} or {@code type#method(parameters)}. What stands between back-ticks has
 * been {@linkplain BackTicks#hide hidden}, so that it means nothing here.
 */
final class PatternParser {
    private static final String EXAMPLE = "a pattern looks like type#method, such as com.acme.PaymentClient#charge";

    private static final String WILDCARDS =
            "* stands for characters within a package segment, ** across segments, as in com.acme.**.*Client#get*";

    private PatternParser() {}

    static MethodPattern parse(String text) throws BadValue {
        if (text.isEmpty()) {
            throw new BadValue("has an empty element", EXAMPLE);
        }
        try {
            return strictly(BackTicks.hide(text));
        } catch (BadValue problem) {
            String correction = PatternCorrection.of(text);
            throw correction != null
                    ? BadValue.corrected(BackTicks.written(problem.what()), correction)
                    : new BadValue(BackTicks.written(problem.what()), BackTicks.written(problem.instead()));
        }
    }

    /** Parses a pattern; does not look for what was meant. */
    static MethodPattern strictly(String written) throws BadValue {
        boolean excluding = written.startsWith("!");
        String text = excluding ? excluded(written.substring(1).strip()) : written;
        int open = parenthesis(text);
        String names = (open < 0 ? text : text.substring(0, open)).stripTrailing();
        int hash = hash(names);
        String type = names.substring(0, hash);
        String method = names.substring(hash + 1);
        if (names.indexOf(' ') >= 0) {
            throw new BadValue(
                    "has a blank in it",
                    "a name that has blanks stands between back-ticks, as in com.acme.Bank#`pays twice`");
        }

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
            checkMethod(methodName);
        }
        String list =
                open < 0 ? null : text.substring(open + 1, text.length() - 1).strip();
        boolean anyParameters = list != null && list.equals("..");
        Parameters parameters = list == null || anyParameters ? null : Parameters.parse(list);
        return new MethodPattern(
                excluding, typeName, typeAnnotated, subtypes, methodName, methodAnnotated, parameters, anyParameters);
    }

    /** Behind {@code !}, a type alone means all its methods; one that ends as a method does was not meant alone. */
    private static String excluded(String text) throws BadValue {
        if (text.isEmpty() || text.indexOf('#') >= 0 || text.indexOf('(') >= 0) {
            return text;
        }
        int dot = text.lastIndexOf('.');
        int before = text.lastIndexOf('.', dot - 1);
        boolean method = dot > before + 1 && dot < text.length() - 1 && Character.isUpperCase(text.charAt(before + 1));
        if (method && !Character.isUpperCase(text.charAt(dot + 1))) {
            throw new BadValue("has no # between type and method", EXAMPLE);
        }
        return text + "#*";
    }

    /** Where the parameter list begins, -1 if there is none. */
    private static int parenthesis(String text) throws BadValue {
        int open = text.indexOf('(');
        int close = text.indexOf(')');
        if (open < 0 && close < 0) {
            return -1;
        }
        if (open < 0 || close < open || text.indexOf('(', open + 1) >= 0 || text.indexOf(')', close + 1) >= 0) {
            throw new BadValue("has parentheses that do not match", EXAMPLE + "(long)");
        }
        if (close != text.length() - 1) {
            throw new BadValue(
                    "has '" + text.substring(close + 1).strip() + "' behind the parameters", EXAMPLE + "(long)");
        }
        return open;
    }

    private static int hash(String names) throws BadValue {
        int hash = names.indexOf('#');
        if (hash < 0) {
            throw new BadValue("has no # between type and method", EXAMPLE);
        }
        if (names.indexOf('#', hash + 1) >= 0) {
            throw new BadValue("has more than one #", EXAMPLE);
        }
        if (hash == 0) {
            throw new BadValue("has no type before #", EXAMPLE);
        }
        if (hash == names.length() - 1) {
            throw new BadValue("has no method behind #", EXAMPLE);
        }
        return hash;
    }

    private static void checkAnnotation(String name, boolean subtypes) throws BadValue {
        if (subtypes) {
            throw new BadValue("has + behind an annotation, which stands for every type that has it", EXAMPLE);
        }
        if (Glob.isGlob(name)) {
            throw new BadValue(
                    "has a wildcard in an annotation", "an annotation has its full name, as in @com.acme.Remote");
        }
        try {
            PatternNames.checkClass(name);
        } catch (BadValue notAClassName) {
            throw new BadValue(
                    "has '@" + name + "', which is no annotation",
                    "an annotation has its full name, as in @com.acme.Remote");
        }
    }

    private static void checkType(String type) throws BadValue {
        if (type.isEmpty()) {
            throw new BadValue("has no type before +", EXAMPLE);
        }
        if (type.indexOf('/') >= 0) {
            throw new BadValue("has a / in its type", EXAMPLE);
        }
        if (type.indexOf("***") >= 0) {
            throw new BadValue("has *** in its type", WILDCARDS);
        }
        if (type.startsWith("io.fusebox.")) {
            throw new BadValue("names a class of Fusebox itself", "Fusebox guards the program's classes only");
        }
        if (type.startsWith("-") || !PatternNames.isTypeOrGlob(type)) {
            throw new BadValue("has '" + type + "', which is no class name", WILDCARDS);
        }
        if (type.endsWith(".java") || type.endsWith(".class") || type.endsWith(".kt")) {
            throw new BadValue("names a file", EXAMPLE);
        }
    }

    private static void checkMethod(String method) throws BadValue {
        if (method.equals("<init>") || method.equals("new")) {
            throw new BadValue(
                    "names a constructor, which cannot be guarded",
                    "name a method instead, such as the one that makes the object");
        }
        if (method.equals("<clinit>")) {
            throw new BadValue("names a static initialiser, which cannot be guarded", "name a method instead");
        }
        if (method.indexOf("**") >= 0) {
            throw new BadValue("has ** in its method", EXAMPLE);
        }
        if (!PatternNames.isNameOrGlob(method)) {
            throw new BadValue(
                    "has '" + method + "', which is no method name",
                    "a method is a name, with * for any characters, as in com.acme.PaymentClient#get*");
        }
    }
}
