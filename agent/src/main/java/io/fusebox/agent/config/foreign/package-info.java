/**
 * Settings of other circuit breakers, and files in other formats, with what stands for them here. Nothing of it is loaded
 * for a configuration without a mistake. These classes live in the agent's own loader.
 */
@NullMarked
package io.fusebox.agent.config.foreign;

import org.jspecify.annotations.NullMarked;
