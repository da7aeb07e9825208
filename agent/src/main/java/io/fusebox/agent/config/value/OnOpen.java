package io.fusebox.agent.config.value;

/** What a call that is rejected comes to. Whether it fits the method is known when the method is woven. */
public sealed interface OnOpen {
    /** {@code throw}: the CircuitOpenException. The default. */
    record Throw() implements OnOpen {}

    /**
     * {@code throw com.acme.Unavailable}: an exception of the application.
     *
     * @param className its full class name
     */
    record ThrowClass(String className) implements OnOpen {}

    /**
     * {@code return null}: a value in place of the result.
     *
     * @param literal the value
     */
    record ReturnLiteral(Literal literal) implements OnOpen {}

    /**
     * {@code call fallback}: another method of the same object, with the same parameters or with the
     * CircuitOpenException after them.
     *
     * @param method its name
     */
    record CallMethod(String method) implements OnOpen {}

    /** The default. */
    OnOpen DEFAULT = new Throw();

    /** Parses the value of {@code on-open}. */
    static OnOpen parse(String text) throws BadValue {
        int blank = text.indexOf(' ');
        String verb = blank < 0 ? text : text.substring(0, blank);
        String object = blank < 0 ? "" : text.substring(blank + 1).trim();
        if (verb.equals("throw")) {
            return object.isEmpty() ? DEFAULT : new ThrowClass(thrown(object));
        }
        if (verb.equals("return")) {
            if (object.isEmpty()) {
                throw new BadValue("does not say what to return", "write return null, or another literal");
            }
            return new ReturnLiteral(Literal.parse(object));
        }
        if (verb.equals("call")) {
            return new CallMethod(called(object));
        }
        throw new BadValue("is not known", "write throw, throw <exception class>, return <literal> or call <method>");
    }

    private static String thrown(String object) throws BadValue {
        if (object.startsWith("new ")) {
            int parenthesis = object.indexOf('(');
            String className = object.substring(4, parenthesis < 0 ? object.length() : parenthesis);
            throw new BadValue("is Java code", "write throw " + className.trim());
        }
        return ClassNames.className(object);
    }

    private static String called(String object) throws BadValue {
        if (ClassNames.isIdentifier(object)) {
            return object;
        }
        if (object.isEmpty()) {
            throw new BadValue("does not say what to call", "write call and the name of a method");
        }
        int parenthesis = object.indexOf('(');
        String name = parenthesis < 0 ? object : object.substring(0, parenthesis);
        String last = name.substring(Math.max(name.lastIndexOf('#'), name.lastIndexOf('.')) + 1);
        throw new BadValue(
                "'" + object + "' is no method name: the method is one of the same object, with the same parameters",
                ClassNames.isIdentifier(last) ? "write call " + last : "write call and the name of a method");
    }
}
