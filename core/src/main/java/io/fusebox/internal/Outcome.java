package io.fusebox.internal;

/** How an admitted call ended; every call has exactly one (R6). */
public enum Outcome {
    /** The method returned, or was told to have succeeded. */
    SUCCESS(Tally.SUCCESS),
    /** The service failed (R10). */
    ERROR(Tally.ERROR),
    /** An exception that is no error: the service answered (R8). */
    IGNORED(Tally.IGNORED),
    /** The caller gave up: nothing is known of the service (R9). */
    CANCELLED(Tally.CANCELLED);

    private final int counter;

    Outcome(int counter) {
        this.counter = counter;
    }

    /** The counter of this outcome in a {@link Tally}. */
    int counter() {
        return counter;
    }

    /** Whether the outcome says that the service answered: it acts as a success on the consecutive counters (R8). */
    boolean isGood() {
        return this == SUCCESS || this == IGNORED;
    }
}
