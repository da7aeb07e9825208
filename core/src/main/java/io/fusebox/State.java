package io.fusebox;

/**
 * The state of a circuit breaker.
 *
 * <p>{@link #code()} is the number that JMX shows as {@code StateCode}, so that dashboards can chart a state.
 */
public enum State {
    /** All calls are admitted; errors are counted (R1). */
    CLOSED(0),
    /** Calls are rejected until the wait is over (R2). */
    OPEN(1),
    /** A bounded number of calls, the probes, is let through to find out whether the service is back (R3). */
    HALF_OPEN(2),
    /** All calls are rejected; only an operator leaves this state (R4). */
    FORCED_OPEN(3),
    /** All calls are admitted; only an operator leaves this state (R4). */
    FORCED_CLOSED(4);

    private final int code;

    State(int code) {
        this.code = code;
    }

    /** The number of this state in charts, from 0 for {@link #CLOSED} to 4 for {@link #FORCED_CLOSED}; never reused. */
    public int code() {
        return code;
    }
}
