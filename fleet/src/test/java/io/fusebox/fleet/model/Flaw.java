package io.fusebox.fleet.model;

/** A fault of the protocol that the search must find. */
enum Flaw {
    /** None: the protocol as it is. */
    NONE,
    /** A breaker that opened because the fleet did says that it has evidence. */
    FLEET_OPENINGS_ARE_EVIDENCE,
    /** What a JVM knew before somebody closed the breaker counts after it. */
    EVIDENCE_OUTLIVES_CLOSING,
    /** A lease is for ever. */
    LEASES_NEVER_EXPIRE,
    /** A JVM counts the time of its lease from the answer instead of from its request. */
    LEASE_COUNTS_FROM_ANSWER,
    /** Every JVM that asks for a lease gets one. */
    LEASES_FOR_EVERYBODY,
    /** A probe begins in the last moments of a lease. */
    PROBES_BEGIN_LATE,
    /** A lease is good for its time only, however long the probe takes. */
    PROBES_DO_NOT_RENEW,
    /** A JVM that cannot reach Redis goes on waiting for a lease. */
    HOLD_WITHOUT_REDIS,
    /** JVMs do not repeat their orders to a Redis that was restarted empty. */
    ORDERS_END_WITH_REDIS,
    /** {@code auto} deletes the order instead of leaving a mark. */
    AUTO_LEAVES_NO_MARK
}
