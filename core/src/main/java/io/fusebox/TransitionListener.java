package io.fusebox;

/**
 * Receives the state changes of a circuit breaker.
 *
 * <p>Runs on Fusebox's own daemon thread, after the change and outside any lock (R19): a slow listener delays other
 * listeners, never a guarded call. Changes that do not fit in the bounded queue are dropped and counted. What a listener
 * throws is counted as an internal error and goes no further (R15).
 */
@FunctionalInterface
public interface TransitionListener {
    /** Called once for each change, in the order of the changes of one breaker. */
    void onTransition(Transition transition);
}
