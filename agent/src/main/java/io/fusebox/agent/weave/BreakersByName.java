package io.fusebox.agent.weave;

import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.internal.registry.Breaker;

/** Where the breakers come from that methods name themselves. */
public interface BreakersByName {
    /**
     * The breaker, which is made if there is none of that name.
     *
     * @throws IllegalArgumentException if it is no name for a breaker
     */
    Breaker breaker(String name);

    /** What the configuration says of it, or of all breakers. */
    BreakerDefinition definition(String name);
}
