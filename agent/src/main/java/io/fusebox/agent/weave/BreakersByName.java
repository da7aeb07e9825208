package io.fusebox.agent.weave;

import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.internal.registry.Breaker;

/** Finds the breakers that methods name by an annotation. */
public interface BreakersByName {
    /**
     * The breaker of this name; it is made if it does not exist.
     *
     * @throws IllegalArgumentException if it is no name for a breaker
     */
    Breaker breaker(String name);

    /** What the configuration says of it, or of all breakers. */
    BreakerDefinition definition(String name);
}
