package io.fusebox.agent.weave;

import io.fusebox.internal.CallGate;

/** Where the breakers come from that methods name themselves. */
public interface BreakersByName {
    /**
     * The gate of the breaker, which is made if there is none of that name.
     *
     * @throws IllegalArgumentException if it is no name for a breaker
     */
    CallGate gate(String name);
}
