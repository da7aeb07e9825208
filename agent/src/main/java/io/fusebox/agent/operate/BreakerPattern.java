package io.fusebox.agent.operate;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which breakers an operator means: {@code http[api.acme.com]} is the breaker of one key, {@code http} that breaker and those
 * of all its keys, {@code *} in either part stands for any characters. Immutable.
 */
public final class BreakerPattern {
    /** All breakers. */
    public static final BreakerPattern ALL = new BreakerPattern("*");

    private final String text;
    private final String name;
    private final @Nullable String key;

    private BreakerPattern(String text) {
        this.text = text;
        int bracket = text.endsWith("]") ? text.indexOf('[') : -1;
        this.name = bracket < 0 ? text : text.substring(0, bracket);
        this.key = bracket < 0 ? null : text.substring(bracket + 1, text.length() - 1);
    }

    /** The pattern as an operator writes it. */
    public static BreakerPattern of(String text) {
        return new BreakerPattern(text);
    }

    /** Whether it means keys of a name one by one: {@code http[...]}. */
    public boolean namesKeys() {
        return key != null;
    }

    /** Whether it means breakers of that name, without or with a key. */
    public boolean meansName(String breaker) {
        return fits(name, breaker);
    }

    /** Whether it means the breaker of that name and key; null: without a key. */
    public boolean means(String breaker, @Nullable String itsKey) {
        return meansName(breaker) && (key == null || (itsKey != null && fits(key, itsKey)));
    }

    private static boolean fits(String glob, String word) {
        if (glob.indexOf('*') < 0) {
            return glob.equals(word);
        }
        StringBuilder expression = new StringBuilder();
        for (String part : glob.split("\\*", -1)) {
            expression.append(expression.length() == 0 ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL)
                .matcher(word)
                .matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
