/**
 * A JVM as a member of a fleet: it shows its breakers to the others, obeys orders, opens what a quorum opened, and probes with a
 * lease. {@link io.fusebox.fleet.FleetMember} is the entry point; {@link io.fusebox.fleet.SharedBreaker} decides for one
 * breaker, and knows no Redis. What Redis decides stands in the scripts of {@code io.fusebox.fleet.redis}.
 *
 * <p>These classes live in the agent's own loader; none is loaded before {@code fleet.url} asks for it.
 */
@NullMarked
package io.fusebox.fleet;

import org.jspecify.annotations.NullMarked;
