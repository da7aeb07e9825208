package io.fusebox.internal.engine;

/** How an admitted call ended; every call has exactly one (R6). */
public enum Outcome {
    /** The method returned, or was told to have succeeded. */
    SUCCESS(CallCounters.SUCCESS, CallCounters.OTHER_SUCCESS),
    /** The service failed (R10). */
    ERROR(CallCounters.ERROR, CallCounters.OTHER_ERROR),
    /** An exception that is no error: the service answered (R8). */
    IGNORED(CallCounters.IGNORED, CallCounters.OTHER_IGNORED),
    /** The caller gave up: nothing is known of the service (R9). */
    CANCELLED(CallCounters.CANCELLED, CallCounters.CANCELLED);

    private final int counterOfClosed;
    private final int counterOfOthers;

    Outcome(int counterOfClosed, int counterOfOthers) {
        this.counterOfClosed = counterOfClosed;
        this.counterOfOthers = counterOfOthers;
    }

    /** The counter of this outcome in a {@link CallCounters}: of calls that counted for a CLOSED period, or of the others. */
    int counter(boolean closed) {
        return closed ? counterOfClosed : counterOfOthers;
    }

    /** Whether the outcome says that the service answered: it acts as a success on the consecutive counters (R8). */
    boolean isGood() {
        return this == SUCCESS || this == IGNORED;
    }
}
