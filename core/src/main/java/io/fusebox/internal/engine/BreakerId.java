package io.fusebox.internal.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which breaker: its name, and its key if it is one of many for the values of a key.
 *
 * @param name letters, digits, dot, underscore and hyphen
 * @param key any text
 */
public record BreakerId(String name, Optional<String> key) {
    /** A breaker without a key. */
    public static BreakerId of(String name) {
        return new BreakerId(name, Optional.empty());
    }

    public boolean isKeyed() {
        return key.isPresent();
    }

    /** Written out: what the compiler gives a record costs the start of every program 60 ms of method handles. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BreakerId that && name.equals(that.name) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + key.hashCode();
    }

    /** {@code payments}, or with its key {@code http[acme.com]}. */
    @Override
    public String toString() {
        return key.isPresent() ? name + "[" + key.get() + "]" : name;
    }
}
