package io.fusebox.internal.engine;

import io.fusebox.State;
import io.fusebox.Transition;
import org.jspecify.annotations.Nullable;

/**
 * How a breaker came to its present period. Immutable but for the gate, which is set once when the breaker is made.
 *
 * <p>Every period has a history object of its own. It is the period's identity: a late outcome (R5) is recognised by it.
 */
public final class PeriodLog {
    /** The changes of state that are remembered. */
    public static final int REMEMBERED = 20;

    private static final Transition[] NONE = {};

    final State state;

    /** Wall time at which the period began, for display. */
    final long sinceMillis;

    /** Openings since the breaker was last closed, this one included (R13). */
    final long openings;

    /** Openings since the breaker was made or reset. */
    final long openCount;

    /** How many changes of state there were. */
    public final long changes;

    /** The newest of them, newest first. */
    public final Transition[] recent;

    /** The error that rejections of the period show: fixed when the breaker opened, whatever ends late. */
    final @Nullable LastError error;

    /** Where the calls of the period end; set once, before the breaker is there for others to see. */
    @Nullable
    CallGate gate;

    private PeriodLog(
            State state,
            long sinceMillis,
            long openings,
            long openCount,
            long changes,
            Transition[] recent,
            @Nullable LastError error,
            @Nullable CallGate gate) {
        this.state = state;
        this.sinceMillis = sinceMillis;
        this.openings = openings;
        this.openCount = openCount;
        this.changes = changes;
        this.recent = recent;
        this.error = error;
        this.gate = gate;
    }

    /** The state since the newest change. */
    public State state() {
        return state;
    }

    /** The history of a new breaker. */
    static PeriodLog begin(long wallMillis) {
        return new PeriodLog(State.CLOSED, wallMillis, 0, 0, 0, NONE, null, null);
    }

    /**
     * The history with one more change of state.
     *
     * @param newest the newest error, if there was one
     */
    PeriodLog after(Transition change, @Nullable LastError newest) {
        Transition[] changesNow = new Transition[Math.min(recent.length + 1, REMEMBERED)];
        System.arraycopy(recent, 0, changesNow, 1, changesNow.length - 1);
        changesNow[0] = change;
        boolean opened = change.to() == State.OPEN;
        boolean closed = change.to() == State.CLOSED;
        boolean probing = change.to() == State.HALF_OPEN && state == State.OPEN;
        return new PeriodLog(
                change.to(),
                change.at().toEpochMilli(),
                closed ? 0 : opened ? openings + 1 : openings,
                opened ? openCount + 1 : openCount,
                changes + 1,
                changesNow,
                probing ? error : newest,
                gate);
    }

    /** The same with no openings counted (R18). */
    PeriodLog withoutOpenCount() {
        return new PeriodLog(state, sinceMillis, openings, 0, changes, recent, error, gate);
    }

    /** The history of another period in the same state, with no openings in a row (R23): no change to tell of. */
    PeriodLog anew() {
        return new PeriodLog(state, sinceMillis, 0, openCount, changes, recent, error, gate);
    }
}
