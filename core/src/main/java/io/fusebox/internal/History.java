package io.fusebox.internal;

import io.fusebox.State;
import io.fusebox.Transition;
import org.jspecify.annotations.Nullable;

/**
 * How a breaker came to its present period; immutable, but for the gate that comes when the breaker is made. Every period has a history object of its own, which is the
 * period's identity: what a late outcome (R5) is recognised by.
 */
final class History {
    /** The changes of state that are remembered. */
    static final int REMEMBERED = 20;

    private static final Transition[] NONE = {};

    final State state;

    /** Wall time at which the period began, for display. */
    final long sinceMillis;

    /** Openings since the breaker was last closed, this one included (R13). */
    final long openings;

    /** Openings since the breaker was made or reset. */
    final long openCount;

    /** How many changes of state there were. */
    final long changes;

    /** The newest of them, newest first. */
    final Transition[] recent;

    /** Where the calls of the period end; set once, before the breaker is there for others to see. */
    @Nullable
    CallGate gate;

    private History(
            State state,
            long sinceMillis,
            long openings,
            long openCount,
            long changes,
            Transition[] recent,
            @Nullable CallGate gate) {
        this.state = state;
        this.sinceMillis = sinceMillis;
        this.openings = openings;
        this.openCount = openCount;
        this.changes = changes;
        this.recent = recent;
        this.gate = gate;
    }

    /** The history of a new breaker. */
    static History begin(long wallMillis) {
        return new History(State.CLOSED, wallMillis, 0, 0, 0, NONE, null);
    }

    /** The history with one more change of state. */
    History after(Transition change) {
        Transition[] changesNow = new Transition[Math.min(recent.length + 1, REMEMBERED)];
        System.arraycopy(recent, 0, changesNow, 1, changesNow.length - 1);
        changesNow[0] = change;
        boolean opened = change.to() == State.OPEN;
        boolean closed = change.to() == State.CLOSED;
        return new History(
                change.to(),
                change.at().toEpochMilli(),
                closed ? 0 : opened ? openings + 1 : openings,
                opened ? openCount + 1 : openCount,
                changes + 1,
                changesNow,
                gate);
    }

    /** The same with no openings counted (R18). */
    History withoutOpenCount() {
        return new History(state, sinceMillis, openings, 0, changes, recent, gate);
    }
}
