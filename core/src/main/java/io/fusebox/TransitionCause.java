package io.fusebox;

/** Why a circuit breaker changed its state. */
public enum TransitionCause {
    /** So many consecutive errors (R1). */
    ERROR_THRESHOLD,
    /** The share of errors over the window (R12). */
    ERROR_RATE,
    /** The share of slow calls over the window (R12). */
    SLOW_CALL_RATE,
    /** The wait in OPEN is over and a call arrived: the first probe (R2). */
    RESET_TIMEOUT,
    /** So many consecutive successful probes (R3). */
    SUCCESS_THRESHOLD,
    /** So many failed probes (R3). */
    PROBE_FAILED,
    /** A probe did not end in time (R7). */
    PROBE_TIMEOUT,
    /** The time of its recovery is over (R22). */
    RECOVERED,
    /** The time in which it only observed is over (R23). */
    WARMED_UP,
    /** An operator moved the breaker (R18). */
    MANUAL,
    /** An operator reset the breaker (R18). */
    RESET,
    /** The fleet opened it, or an order to the fleet moved it (R4). */
    FLEET
}
