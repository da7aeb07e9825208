package io.fusebox.internal.registry;

import io.fusebox.State;

/** Receives each rejected call, on the caller's thread, which it must not hold up. */
@FunctionalInterface
public interface RejectionListener {
    /**
     * A call was rejected.
     *
     * @param breaker its name, with its key
     * @param state the state that it is in
     * @param retryAfterNanos how long until a probe may pass, unless only an operator ends the state
     */
    void rejected(String breaker, State state, long retryAfterNanos);
}
