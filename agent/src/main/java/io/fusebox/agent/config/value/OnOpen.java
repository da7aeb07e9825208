package io.fusebox.agent.config.value;

/** The fallback of a rejected call. Whether it fits a method is known when that method is woven. */
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
        try {
            return strictly(text);
        } catch (BadValue bad) {
            String meant = OnOpenCorrection.of(text);
            throw meant == null ? bad : BadValue.corrected(bad.what(), meant);
        }
    }

    /** Parses it; does not look for what was meant. */
    static OnOpen strictly(String text) throws BadValue {
        String hint = "it is throw, throw <exception class>, return <literal> or call <method>";
        int blank = text.indexOf(' ');
        String verb = blank < 0 ? text : text.substring(0, blank);
        String object = blank < 0 ? "" : text.substring(blank + 1).trim();
        if (verb.equals("throw")) {
            return object.isEmpty() ? DEFAULT : new ThrowClass(thrown(object));
        }
        if (verb.equals("return")) {
            if (object.isEmpty()) {
                throw new BadValue("does not say what to return", "for example return null");
            }
            return new ReturnLiteral(Literal.parse(object));
        }
        if (!verb.equals("call")) {
            throw new BadValue("is not known", hint);
        }
        if (object.isEmpty()) {
            throw new BadValue("does not say what to call", "a method of the same object stands behind call");
        }
        if (!ClassNames.isIdentifier(object)) {
            throw new BadValue(
                    "'" + object
                            + "' is no method name: the method is one of the same object, with the same parameters",
                    "the name of a method stands behind call");
        }
        return new CallMethod(object);
    }

    private static String thrown(String name) throws BadValue {
        Class<?> type = ClassNames.ofJdk(ClassNames.exceptionName(name));
        if (type != null && !Throwable.class.isAssignableFrom(type)) {
            throw new BadValue("names no class that can be thrown", "for example throw java.io.IOException");
        }
        return name;
    }
}
