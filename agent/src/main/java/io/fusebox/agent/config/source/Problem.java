package io.fusebox.agent.config.source;

import io.fusebox.agent.text.TerminalText;
import org.jspecify.annotations.Nullable;

/** One mistake in the configuration, told in one line. Immutable; ordered by its origin. */
public final class Problem implements Comparable<Problem> {
    private static final int MAX_VALUE_LENGTH = 160;

    private final Origin origin;
    private final @Nullable String key;
    private final @Nullable String value;
    private final String what;
    private final String instead;

    /**
     * @param origin where it is
     * @param key the key concerned, as it was written; null if it is about a line or the file
     * @param value the value concerned, or the element of a list; null if it is not about a value
     * @param what what is wrong
     * @param instead what to write instead
     */
    public Problem(Origin origin, @Nullable String key, @Nullable String value, String what, String instead) {
        this.origin = origin;
        this.key = key;
        this.value = value;
        this.what = what;
        this.instead = instead;
    }

    /** Where it is. */
    public Origin origin() {
        return origin;
    }

    /** The key concerned; null if it is about a line or the file. */
    public @Nullable String key() {
        return key;
    }

    /** The value concerned; null if it is not about a value. */
    public @Nullable String value() {
        return value;
    }

    /** What is wrong. */
    public String what() {
        return what;
    }

    /** What to write instead. */
    public String instead() {
        return instead;
    }

    @Override
    public int compareTo(Problem other) {
        return origin.compareTo(other.origin);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Problem that
                && origin.equals(that.origin)
                && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** {@code file:line: key = value: what is wrong; what to write instead}, always one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(origin.toString()).append(": ");
        if (key != null) {
            text.append(key);
            if (value != null) {
                String shown = value.length() > MAX_VALUE_LENGTH ? value.substring(0, MAX_VALUE_LENGTH) + "..." : value;
                text.append(" = ").append(shown);
            }
            text.append(": ");
        }
        text.append(what).append("; ").append(instead);
        return TerminalText.of(text.toString());
    }
}
