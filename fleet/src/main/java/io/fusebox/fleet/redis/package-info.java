/**
 * One connection to Redis, the keys of a fleet, and the scripts that Redis runs on them.
 *
 * <p>These classes live in the agent's own loader, or in a command; none is loaded before {@code fleet.url} asks for it.
 */
@NullMarked
package io.fusebox.fleet.redis;

import org.jspecify.annotations.NullMarked;
