package io.fusebox;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of state of one circuit breaker; immutable.
 *
 * @param breaker the name of the breaker
 * @param key the key of a breaker per key, empty for a plain one
 * @param from the state that ended
 * @param to the state that began
 * @param cause what moved the breaker
 * @param reason the cause in words with its figures, such as {@code 5 consecutive errors}
 * @param at wall time of the change; for display only (R16)
 */
public record Transition(
        String breaker, Optional<String> key, State from, State to, TransitionCause cause, String reason, Instant at) {}
