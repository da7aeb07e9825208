package io.fusebox;

/**
 * The monotonic clock of a circuit breaker (R16). Instants are compared by difference only, so the origin is free and
 * may be negative.
 */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since some fixed origin; never steps back. Must be safe to call from any thread. */
    long nanos();

    /** The ticker over {@link System#nanoTime()}. */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
