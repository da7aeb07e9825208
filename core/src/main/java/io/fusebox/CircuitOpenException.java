package io.fusebox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call was rejected by a circuit breaker; the guarded method did not run.
 *
 * <p>Carries no stack trace unless {@code agent.stack-traces = on}: a rejection is no fault of the place it comes from,
 * and filling a trace costs a hundred times the rejection. Owned by the bootstrap class loader when the agent is
 * attached, so that every application that sees {@code fusebox-core} catches the same class.
 */
public final class CircuitOpenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String breaker;
    private final State state;
    private final long retryAfterNanos;
    private final @Nullable String lastError;

    /**
     * For Fusebox and for tests of programs that handle rejections.
     *
     * @param breaker the name of the breaker, with its key in brackets if it has one
     * @param state the state that rejected the call: OPEN, HALF_OPEN or FORCED_OPEN
     * @param retryAfterNanos nanoseconds until the next probe may be admitted; 0 if one may at any moment,
     *     {@code Long.MAX_VALUE} if only an operator ends the state
     * @param lastError type and message of the last error before the breaker opened, null if there was none
     * @param stackTrace whether to record the stack trace
     */
    public CircuitOpenException(
            String breaker, State state, long retryAfterNanos, @Nullable String lastError, boolean stackTrace) {
        super(null, null, false, stackTrace);
        this.breaker = breaker;
        this.state = state;
        this.retryAfterNanos = retryAfterNanos;
        this.lastError = lastError;
    }

    /** The name of the breaker that rejected the call, with its key in brackets if it has one: {@code http[acme.com]}. */
    public String breaker() {
        return breaker;
    }

    /** The state that rejected the call. */
    public State state() {
        return state;
    }

    /**
     * How long until the breaker admits the next probe, counted from the rejection: zero if one may be admitted at any
     * moment. A breaker that is forced open has no such time: the longest duration that fits in nanoseconds, 292 years.
     */
    public Duration retryAfter() {
        return Duration.ofNanos(retryAfterNanos);
    }

    /**
     * Type and message of the last error before the breaker opened, or null if there was none: the same for all rejections
     * of one opening.
     */
    public @Nullable String lastError() {
        return lastError;
    }

    /**
     * Such as {@code Circuit breaker 'payments' is OPEN: call not permitted; last error: java.net.ConnectException:
     * Connection refused}. The same for all rejections of one opening, since trackers of errors group by it; the time is in
     * {@link #retryAfter()}. Made when asked for, so that a rejection that nobody prints costs no text.
     */
    @Override
    public String getMessage() {
        StringBuilder text = new StringBuilder(128)
                .append("Circuit breaker '")
                .append(breaker)
                .append("' is ")
                .append(state)
                .append(": call not permitted");
        if (state == State.FORCED_OPEN) {
            text.append(" until an operator releases it");
        }
        if (lastError != null) {
            text.append("; last error: ").append(lastError);
        }
        return text.toString();
    }
}
