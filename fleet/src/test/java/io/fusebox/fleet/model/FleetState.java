package io.fusebox.fleet.model;

import java.util.Arrays;

/**
 * One state of the model: what each JVM knows, what Redis holds, and what the properties remember. Numbers in an array, so that
 * millions of states can be kept. A state is not changed once it is in the explorer's hands.
 */
@SuppressWarnings("EnumOrdinal") // places in an array that nothing else reads
final class FleetState {
    static final int RUNNING = 0;
    static final int PAUSED = 1;
    static final int DEAD = 2;

    static final int CLOSED = 0;
    static final int WAITING = 1;
    /** The wait is over: the next call is a probe, if the fleet permits it. */
    static final int READY = 2;

    static final int PROBING = 3;

    /** News for the next poll. */
    static final int NO_NEWS = 0;

    static final int I_CLOSED = 1;

    /** By which right a probe runs. */
    static final int BY_LEASE = 1;

    static final int ALONE = 2;
    static final int AFTER_CLOSING = 3;

    /** A field of each JVM. Times are in ticks that are left; numbers of events are unique, 0 is "never". */
    enum Of {
        LIFE,
        CUT_OFF,
        BREAKER,
        OWN_EVIDENCE,
        KNOWN_OPENING,
        KNOWN_CLOSING,
        LEASE,
        ANSWERED,
        ORDER,
        NEWS,
        NEEDS_NO_LEASE,
        POLLED,
        // The answer of Redis that is under way.
        ANSWER,
        ANSWER_OPENING,
        ANSWER_CLOSING,
        ANSWER_LEASE,
        ANSWER_ORDER,
        // In Redis.
        CALLER,
        OPENER,
        LEASED,
        // What the properties remember.
        TRIPPED,
        PROBES_BY,
        EXCUSED
    }

    /** A field of Redis or of the whole. */
    enum All {
        UP,
        OPENING,
        OPEN,
        CLOSING,
        ORDER,
        NEXT_EVENT,
        LAST_ORDER,
        LAST_ORDER_LOST,
        TRIPS_LEFT,
        FAULTS_LEFT,
        ORDERS_LEFT
    }

    private static final int PER_JVM = Of.values().length;

    final int jvms;
    private final byte[] values;

    FleetState(int jvms) {
        this(jvms, new byte[jvms * PER_JVM + All.values().length]);
    }

    private FleetState(int jvms, byte[] values) {
        this.jvms = jvms;
        this.values = values;
    }

    FleetState copy() {
        return new FleetState(jvms, values.clone());
    }

    int get(int jvm, Of field) {
        return values[jvm * PER_JVM + field.ordinal()];
    }

    void set(int jvm, Of field, int value) {
        values[jvm * PER_JVM + field.ordinal()] = (byte) value;
    }

    boolean is(int jvm, Of field) {
        return get(jvm, field) != 0;
    }

    int get(All field) {
        return values[jvms * PER_JVM + field.ordinal()];
    }

    void set(All field, int value) {
        values[jvms * PER_JVM + field.ordinal()] = (byte) value;
    }

    boolean is(All field) {
        return get(field) != 0;
    }

    /** Takes one off; false if none is left. */
    boolean spend(All budget) {
        if (get(budget) == 0) {
            return false;
        }
        set(budget, get(budget) - 1);
        return true;
    }

    /** The number of a new event: Redis' time, which goes on when Redis forgets all else. */
    int nextEvent() {
        set(All.NEXT_EVENT, get(All.NEXT_EVENT) + 1);
        return get(All.NEXT_EVENT);
    }

    int count(Of field) {
        int count = 0;
        for (int jvm = 0; jvm < jvms; jvm++) {
            count += is(jvm, field) ? 1 : 0;
        }
        return count;
    }

    boolean runs(int jvm) {
        return get(jvm, Of.LIFE) == RUNNING;
    }

    /** Whether the JVM runs and can reach a Redis that is there. */
    boolean hearsRedis(int jvm) {
        return runs(jvm) && !is(jvm, Of.CUT_OFF) && is(All.UP);
    }

    /** Orders alternate: each odd one forces the breaker open, the even one after it takes that back. */
    static boolean isForced(int order) {
        return order % 2 == 1;
    }

    /** The content, as the explorer keeps it: the JVMs are alike, so that their order does not matter. */
    Content key() {
        byte[][] sorted = new byte[jvms][];
        for (int jvm = 0; jvm < jvms; jvm++) {
            sorted[jvm] = Arrays.copyOfRange(values, jvm * PER_JVM, (jvm + 1) * PER_JVM);
        }
        Arrays.sort(sorted, Arrays::compare);
        byte[] content = values.clone();
        for (int jvm = 0; jvm < jvms; jvm++) {
            System.arraycopy(sorted[jvm], 0, content, jvm * PER_JVM, PER_JVM);
        }
        return new Content(content);
    }

    static FleetState of(int jvms, Content key) {
        return new FleetState(jvms, key.values.clone());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int jvm = 0; jvm < jvms; jvm++) {
            text.append("\n    JVM ").append(jvm).append(':');
            for (Of field : Of.values()) {
                if (is(jvm, field)) {
                    text.append(' ').append(field).append('=').append(get(jvm, field));
                }
            }
        }
        text.append("\n    all:");
        for (All field : All.values()) {
            text.append(' ').append(field).append('=').append(get(field));
        }
        return text.toString();
    }

    /** The numbers of a state, equal if they are. */
    static final class Content {
        private final byte[] values;
        private final int hash;

        Content(byte[] values) {
            this.values = values;
            this.hash = Arrays.hashCode(values);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content key && Arrays.equals(values, key.values);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
