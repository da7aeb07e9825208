package io.fusebox;

import io.fusebox.internal.GlobalRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker: lets calls of a service through while it works, rejects them while it does not, and finds out with
 * probes when it works again.
 *
 * <pre>{@code
 * CircuitBreaker breaker = CircuitBreaker.of("external_api");
 * String body = breaker.call(() -> client.fetch());
 * }</pre>
 *
 * <p>There is one breaker of a name. With the agent attached, breakers made here and those of its configuration file are
 * the same ones. A call inside a call of the same breaker on the same thread is part of the outer call (R14). Safe for
 * use by any thread. Not meant to be implemented outside Fusebox.
 */
public interface CircuitBreaker {
    /**
     * The breaker of that name, made at the first call: with the settings of the agent's file if it names the breaker,
     * else with the defaults.
     *
     * @param name letters, digits, dot, underscore and hyphen
     * @throws IllegalArgumentException if the name has other characters
     */
    static CircuitBreaker of(String name) {
        return GlobalRegistry.breaker(name, CircuitBreakerSettings.defaults());
    }

    /**
     * The breaker of that name, made at the first call with these settings, unless the agent's file names it: what the
     * operator wrote is stronger. A breaker that exists keeps its settings; {@link #apply} changes them.
     *
     * @param name letters, digits, dot, underscore and hyphen
     * @throws IllegalArgumentException if the name has other characters
     */
    static CircuitBreaker of(String name, CircuitBreakerSettings settings) {
        return GlobalRegistry.breaker(name, settings);
    }

    /** The name. */
    String name();

    /** The key, if this is one breaker of many for the values of a key. */
    Optional<String> key();

    /**
     * Runs the code as one call. What it throws is counted and thrown on unchanged.
     *
     * @throws CircuitOpenException if the call is rejected; the code did not run
     */
    <T extends @Nullable Object, E extends Throwable> T call(GuardedCode<T, E> code) throws E;

    /**
     * Runs the code as one call.
     *
     * @throws CircuitOpenException if the call is rejected; the code did not run
     */
    void run(Runnable code);

    /**
     * Runs the code as one call.
     *
     * @throws CircuitOpenException if the call is rejected; the code did not run
     */
    <T extends @Nullable Object> T get(Supplier<T> code);

    /**
     * Runs the code as one call that ends when the stage that it returns ends: until then it is active and holds its
     * probe's slot. A stage that ends by cancellation is a cancelled call (R9).
     *
     * @return the very stage that the code returned, or a failed one with a {@link CircuitOpenException} if the call is
     *     rejected
     */
    <T extends @Nullable Object> CompletionStage<T> callAsync(Supplier<? extends CompletionStage<T>> code);

    /**
     * Begins a call in block form.
     *
     * @throws CircuitOpenException if the call is rejected
     */
    Call enter();

    /** The state. Reading it changes nothing; that an OPEN breaker's wait is over shows when a call arrives (R2). */
    State state();

    /** The metrics of the breaker at one moment. */
    CircuitBreakerMetrics metrics();

    /** The settings in force. */
    CircuitBreakerSettings settings();

    /** Puts other settings in force: state, counters and totals stay, calls in flight end under the old ones (R17). */
    void apply(CircuitBreakerSettings settings);

    /** Clears counters, totals and last error, and closes the breaker (R18). */
    void reset();

    /** Closes the breaker (R18). */
    void transitionToClosed();

    /** Opens the breaker for as long as its settings say; an open one begins its wait anew (R18). */
    void transitionToOpen();

    /**
     * Opens the breaker for the given time (R18).
     *
     * @throws IllegalArgumentException unless the time is more than 0 and at most 365 days
     */
    void transitionToOpen(Duration wait);

    /** Makes the next call a probe (R18). */
    void transitionToHalfOpen();

    /** Rejects every call until an operator says otherwise (R4, R18). */
    void transitionToForcedOpen();

    /** Admits every call until an operator says otherwise (R4, R18). */
    void transitionToForcedClosed();

    /** Has the listener told of every change of state from now on (R19). Adding it again does nothing. */
    void addListener(TransitionListener listener);

    /** Has the listener told no more. */
    void removeListener(TransitionListener listener);
}
