/**
 * The presets: configurations for known client libraries, as texts in the jar. Loaded only if a breaker has a {@code client},
 * or for the commands that print them. These classes live in the agent's own loader.
 */
@NullMarked
package io.fusebox.agent.config.preset;

import org.jspecify.annotations.NullMarked;
