package io.fusebox;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on exceptions: one for which it holds is ignored (R8). It is asked for each exception that is not cancelled, after
 * {@link java.util.concurrent.ExecutionException} and the other wrappers of R11 were looked through, on the thread that ends
 * the call. One that throws is as if it did not hold.
 *
 * <p>Two conditions are equal if their texts are: a breaker is given new settings only where the words differ. Safe for use by
 * any thread.
 */
public final class ExceptionCondition {
    private final String text;

    /** Null while nobody has said how to ask, and after the agent that did has gone. */
    private volatile @Nullable Predicate<? super Throwable> test;

    /**
     * A condition.
     *
     * @param text what it says, for people; the text is shown among the settings
     * @param test whether it holds
     */
    public ExceptionCondition(String text, Predicate<? super Throwable> test) {
        this.text = Objects.requireNonNull(text, "text");
        this.test = Objects.requireNonNull(test, "test");
    }

    /** A condition that does not hold before it is {@linkplain #bind bound}; for the agent. */
    public ExceptionCondition(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    /** Says how to ask; null: it does not hold from now on. */
    public void bind(@Nullable Predicate<? super Throwable> how) {
        test = how;
    }

    /** Whether it has been said how to ask. */
    public boolean isBound() {
        return test != null;
    }

    /** Whether it holds for an exception. */
    public boolean holds(Throwable exception) {
        Predicate<? super Throwable> bound = test;
        return bound != null && bound.test(exception);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExceptionCondition that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text of the condition. */
    @Override
    public String toString() {
        return text;
    }
}
