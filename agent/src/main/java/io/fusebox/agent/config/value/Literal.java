package io.fusebox.agent.config.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value written out in the configuration: what an open breaker returns, or what a result is compared with. */
public final class Literal {
    /** The kinds of literals. */
    public enum Kind {
        /** {@code null}. */
        NULL,
        /** {@code true} or {@code false}; the value is a Boolean. */
        BOOLEAN,
        /** A whole number such as {@code 5}; the value is an Integer. */
        INT,
        /** A whole number such as {@code 5L}; the value is a Long. */
        LONG,
        /** A number with a fraction such as {@code 0.5}; the value is a Double. */
        DOUBLE,
        /** {@code "text"}; the value is a String. */
        TEXT,
        /** {@code Optional.empty}: an empty java.util.Optional. */
        EMPTY_OPTIONAL,
        /** {@code List.of}: an empty, immutable java.util.List. */
        EMPTY_LIST
    }

    private final Kind kind;
    private final @Nullable Object value;
    private final String text;

    private Literal(Kind kind, @Nullable Object value, String text) {
        this.kind = kind;
        this.value = value;
        this.text = text;
    }

    /** Parses a literal that fills the whole text. */
    public static Literal parse(String text) throws BadValue {
        if (text.startsWith("\"")) {
            return new Literal(Kind.TEXT, unquoted(text), text);
        }
        Literal word = word(text);
        if (word != null) {
            return word;
        }
        String digits = text.startsWith("-") ? text.substring(1) : text;
        if (Numbers.isDecimal(digits)
                || (digits.endsWith("L") && Numbers.areDigits(digits.substring(0, digits.length() - 1)))) {
            return number(text);
        }
        if (text.startsWith("'")) {
            throw new BadValue("has text in single quotes", "a text stands between double quotes");
        }
        throw new BadValue(
                "'" + text + "' is no literal",
                "a literal is null, true, false, a number, \"text\", Optional.empty or List.of");
    }

    private static @Nullable Literal word(String text) {
        if (text.equals("null")) {
            return new Literal(Kind.NULL, null, text);
        }
        if (text.equals("true") || text.equals("false")) {
            return new Literal(Kind.BOOLEAN, text.equals("true"), text);
        }
        if (text.equals("Optional.empty") || text.equals("Optional.empty()")) {
            return new Literal(Kind.EMPTY_OPTIONAL, null, "Optional.empty");
        }
        if (text.equals("List.of") || text.equals("List.of()")) {
            return new Literal(Kind.EMPTY_LIST, null, "List.of");
        }
        return null;
    }

    private static Literal number(String text) throws BadValue {
        try {
            if (text.endsWith("L")) {
                return new Literal(Kind.LONG, Long.valueOf(text.substring(0, text.length() - 1)), text);
            }
            if (text.indexOf('.') >= 0) {
                return new Literal(Kind.DOUBLE, Double.valueOf(text), text);
            }
            return new Literal(Kind.INT, Integer.valueOf(text), text);
        } catch (NumberFormatException tooLarge) {
            throw new BadValue("'" + text + "' is too large", "a number above 2147483647 has an L behind it");
        }
    }

    private static String unquoted(String text) throws BadValue {
        StringBuilder unquoted = new StringBuilder();
        int i = 1;
        while (i < text.length() && text.charAt(i) != '"') {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                c = i < text.length() ? escaped(text.charAt(i)) : '\\';
            }
            unquoted.append(c);
            i++;
        }
        if (i >= text.length()) {
            throw new BadValue("has text without its closing quote", "a text stands between double quotes");
        }
        if (i != text.length() - 1) {
            throw new BadValue(
                    "has something behind the closing quote of a text", "a quote inside a text is written \\\"");
        }
        return unquoted.toString();
    }

    private static char escaped(char c) throws BadValue {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '"', '\\' -> c;
            default ->
                throw new BadValue(
                        "has the unknown escape \\" + c + " in a text", "it is one of \\n, \\t, \\r, \\\" and \\\\");
        };
    }

    /** The kind of this literal. */
    public Kind kind() {
        return kind;
    }

    /** The value as {@link Kind} says; null for those that have none. */
    public @Nullable Object value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Literal that && kind == that.kind && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, value);
    }

    /** The literal as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
