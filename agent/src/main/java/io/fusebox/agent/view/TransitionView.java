package io.fusebox.agent.view;

import java.time.Instant;

/**
 * A change of a breaker's state. Immutable.
 *
 * @param at wall time
 * @param from the state before
 * @param to the state after
 * @param cause a name of {@code TransitionCause}, perhaps one of a newer version
 * @param reason the cause in words
 */
public record TransitionView(Instant at, String from, String to, String cause, String reason) {}
