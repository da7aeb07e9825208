package io.fusebox;

/**
 * Code to run under a circuit breaker.
 *
 * @param <T> what it returns
 * @param <E> what it may throw beside unchecked exceptions
 */
@FunctionalInterface
public interface GuardedCode<T extends @org.jspecify.annotations.Nullable Object, E extends Throwable> {
    /** Runs the code. */
    T run() throws E;
}
