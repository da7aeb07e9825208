package io.fusebox.fleet.model;

import static io.fusebox.fleet.model.FleetState.AFTER_CLOSING;
import static io.fusebox.fleet.model.FleetState.ALONE;
import static io.fusebox.fleet.model.FleetState.BY_LEASE;
import static io.fusebox.fleet.model.FleetState.CLOSED;
import static io.fusebox.fleet.model.FleetState.I_CLOSED;
import static io.fusebox.fleet.model.FleetState.NO_NEWS;
import static io.fusebox.fleet.model.FleetState.PROBING;
import static io.fusebox.fleet.model.FleetState.READY;
import static io.fusebox.fleet.model.FleetState.WAITING;

import io.fusebox.fleet.model.FleetState.All;
import io.fusebox.fleet.model.FleetState.Of;

/** What JVMs and Redis do, step by step. Each method changes the state that it is given. */
final class Protocol {
    /** How long Redis remembers a caller, and the evidence of one. */
    static final int MEMORY = 2;

    /** How long a lease is good for without being renewed. */
    static final int LEASE_TICKS = 2;

    /** A probe begins only while more than this is left of the lease: the next poll must come in time to renew it. */
    static final int MARGIN = 1;

    /** After so many ticks without an answer a JVM goes on by itself. */
    static final int PATIENCE = 2;

    /** The JVM polled, and Redis did not hear it. */
    static final int IN_VAIN = 2;

    private final Flaw flaw;
    private final int capacity;

    Protocol(Flaw flaw, int capacity) {
        this.flaw = flaw;
        this.capacity = capacity;
    }

    /** Calls fail until the breaker opens. */
    void trip(FleetState state, int jvm) {
        state.set(jvm, Of.BREAKER, WAITING);
        opensOnItsOwn(state, jvm);
    }

    private static void opensOnItsOwn(FleetState state, int jvm) {
        state.set(jvm, Of.OWN_EVIDENCE, 1);
        state.set(jvm, Of.TRIPPED, 1);
        state.set(jvm, Of.NEEDS_NO_LEASE, 0);
        state.set(jvm, Of.NEWS, NO_NEWS);
    }

    /** By which right the JVM may begin a probe now; 0: it may not. */
    int rightToProbe(FleetState state, int jvm) {
        if (!state.runs(jvm) || state.get(jvm, Of.BREAKER) != READY || FleetState.isForced(state.get(jvm, Of.ORDER))) {
            return 0;
        }
        if (state.is(jvm, Of.NEEDS_NO_LEASE)) {
            return AFTER_CLOSING;
        }
        if (state.get(jvm, Of.LEASE) > (flaw == Flaw.PROBES_BEGIN_LATE ? 0 : MARGIN)) {
            return BY_LEASE;
        }
        return state.is(jvm, Of.ANSWERED) || flaw == Flaw.HOLD_WITHOUT_REDIS ? 0 : ALONE;
    }

    void beginProbe(FleetState state, int jvm) {
        state.set(jvm, Of.PROBES_BY, rightToProbe(state, jvm));
        state.set(jvm, Of.BREAKER, PROBING);
    }

    void endProbe(FleetState state, int jvm, boolean success) {
        state.set(jvm, Of.PROBES_BY, 0);
        state.set(jvm, Of.EXCUSED, 0);
        // A lease is for the probes of one HALF_OPEN.
        state.set(jvm, Of.LEASE, 0);
        if (success) {
            state.set(jvm, Of.BREAKER, CLOSED);
            state.set(jvm, Of.OWN_EVIDENCE, 0);
            state.set(jvm, Of.NEEDS_NO_LEASE, 0);
            // Until the next poll says so, Redis holds the evidence of before.
            state.set(jvm, Of.NEWS, I_CLOSED);
        } else {
            state.set(jvm, Of.BREAKER, WAITING);
            opensOnItsOwn(state, jvm);
        }
    }

    /** The script in Redis: one step, which nothing interrupts. The answer is under way then. */
    void poll(FleetState state, int jvm) {
        state.set(jvm, Of.POLLED, 1);
        if (!state.hearsRedis(jvm)) {
            state.set(jvm, Of.POLLED, IN_VAIN);
            return;
        }
        state.set(jvm, Of.CALLER, MEMORY);
        closing(state, jvm);
        opening(state, jvm);
        lease(state, jvm);
        order(state, jvm);
        state.set(jvm, Of.ANSWER, 1);
        state.set(jvm, Of.ANSWER_OPENING, state.is(All.OPEN) ? state.get(All.OPENING) : 0);
        state.set(jvm, Of.ANSWER_CLOSING, state.get(All.CLOSING));
        state.set(jvm, Of.ANSWER_LEASE, state.get(jvm, Of.LEASED));
        state.set(jvm, Of.ANSWER_ORDER, state.get(All.ORDER));
    }

    private void closing(FleetState state, int jvm) {
        if (state.get(jvm, Of.NEWS) != I_CLOSED) {
            return;
        }
        state.set(jvm, Of.NEWS, NO_NEWS);
        state.set(All.CLOSING, state.nextEvent());
        state.set(All.OPEN, 0);
        // The JVM that closes knows of it.
        state.set(jvm, Of.KNOWN_CLOSING, state.get(All.CLOSING));
        for (int each = 0; each < state.jvms; each++) {
            state.set(each, Of.TRIPPED, 0);
            if (flaw != Flaw.EVIDENCE_OUTLIVES_CLOSING) {
                state.set(each, Of.OPENER, 0);
            }
        }
    }

    private void opening(FleetState state, int jvm) {
        boolean isCurrent =
                flaw == Flaw.EVIDENCE_OUTLIVES_CLOSING || state.get(jvm, Of.KNOWN_CLOSING) == state.get(All.CLOSING);
        if (state.count(Of.OPENER) == 0) {
            // Nobody had evidence for so long: what comes now must be a quorum again.
            state.set(All.OPEN, 0);
        }
        state.set(jvm, Of.OPENER, state.is(jvm, Of.OWN_EVIDENCE) && isCurrent ? MEMORY : 0);
        if (!state.is(All.OPEN) && state.count(Of.OPENER) >= quorum(state)) {
            state.set(All.OPEN, 1);
            state.set(All.OPENING, state.nextEvent());
        } else if (state.is(All.OPEN) && state.count(Of.OPENER) == 0) {
            // Those who opened are gone: what only followed them keeps nothing open.
            state.set(All.OPEN, 0);
        }
    }

    /** Half of those that called, and never fewer than two. */
    static int quorum(FleetState state) {
        return Math.max(2, (state.count(Of.CALLER) + 1) / 2);
    }

    private void lease(FleetState state, int jvm) {
        int breaker = state.get(jvm, Of.BREAKER);
        boolean wants = (breaker == READY && !state.is(jvm, Of.NEEDS_NO_LEASE))
                || (breaker == PROBING
                        && state.get(jvm, Of.PROBES_BY) != AFTER_CLOSING
                        && flaw != Flaw.PROBES_DO_NOT_RENEW);
        if (!wants) {
            // The JVM gives its lease back before Redis hears of it.
            state.set(jvm, Of.LEASE, 0);
            state.set(jvm, Of.LEASED, 0);
        } else if (state.is(jvm, Of.LEASED) ? breaker == PROBING : mayLease(state)) {
            // A lease that is not used yet is not renewed.
            state.set(jvm, Of.LEASED, LEASE_TICKS);
        }
    }

    private boolean mayLease(FleetState state) {
        return state.count(Of.LEASED) < capacity || flaw == Flaw.LEASES_FOR_EVERYBODY;
    }

    /** A JVM that knows a later order than Redis does tells Redis. */
    private void order(FleetState state, int jvm) {
        if (state.get(jvm, Of.ORDER) > state.get(All.ORDER) && flaw != Flaw.ORDERS_END_WITH_REDIS) {
            state.set(All.ORDER, state.get(jvm, Of.ORDER));
        }
    }

    /** The JVM reads the answer. */
    void receive(FleetState state, int jvm) {
        int opening = state.get(jvm, Of.ANSWER_OPENING);
        int closing = state.get(jvm, Of.ANSWER_CLOSING);
        int breaker = state.get(jvm, Of.BREAKER);
        state.set(jvm, Of.LEASE, state.get(jvm, Of.ANSWER_LEASE));
        state.set(jvm, Of.ORDER, state.get(jvm, Of.ANSWER_ORDER));
        state.set(jvm, Of.ANSWERED, PATIENCE);
        if (breaker != PROBING) {
            state.set(jvm, Of.EXCUSED, 0);
        }
        if (closing != state.get(jvm, Of.KNOWN_CLOSING)) {
            state.set(jvm, Of.KNOWN_CLOSING, closing);
            if (closing != 0) {
                // Also in HALF_OPEN: what this JVM saw was before the closing.
                state.set(jvm, Of.OWN_EVIDENCE, 0);
                state.set(jvm, Of.TRIPPED, 0);
                if (breaker == WAITING || breaker == READY) {
                    state.set(jvm, Of.BREAKER, READY);
                    state.set(jvm, Of.NEEDS_NO_LEASE, 1);
                }
            }
        }
        if (opening != 0 && opening != state.get(jvm, Of.KNOWN_OPENING)) {
            state.set(jvm, Of.KNOWN_OPENING, opening);
            state.set(jvm, Of.NEEDS_NO_LEASE, 0);
            if (state.get(jvm, Of.BREAKER) == CLOSED && state.get(jvm, Of.NEWS) != I_CLOSED) {
                state.set(jvm, Of.BREAKER, WAITING);
                state.set(jvm, Of.OWN_EVIDENCE, flaw == Flaw.FLEET_OPENINGS_ARE_EVIDENCE ? 1 : 0);
            }
        }
        forgetAnswer(state, jvm);
    }

    static void forgetAnswer(FleetState state, int jvm) {
        state.set(jvm, Of.ANSWER, 0);
        state.set(jvm, Of.ANSWER_OPENING, 0);
        state.set(jvm, Of.ANSWER_CLOSING, 0);
        state.set(jvm, Of.ANSWER_LEASE, 0);
        state.set(jvm, Of.ANSWER_ORDER, 0);
    }

    /** Time goes on, everywhere at the same rate. */
    void tick(FleetState state) {
        for (int jvm = 0; jvm < state.jvms; jvm++) {
            if (state.get(jvm, Of.PROBES_BY) == BY_LEASE && state.get(jvm, Of.LEASED) == 1) {
                // The probe goes on, since nobody can call it back; its lease does not.
                state.set(jvm, Of.EXCUSED, 1);
            }
            state.set(jvm, Of.POLLED, 0);
            lower(state, jvm, Of.LEASE);
            lower(state, jvm, Of.ANSWERED);
            lower(state, jvm, Of.CALLER);
            lower(state, jvm, Of.OPENER);
            if (flaw != Flaw.LEASES_NEVER_EXPIRE) {
                lower(state, jvm, Of.LEASED);
            }
            if (flaw != Flaw.LEASE_COUNTS_FROM_ANSWER) {
                lower(state, jvm, Of.ANSWER_LEASE);
            }
        }
    }

    private static void lower(FleetState state, int jvm, Of field) {
        state.set(jvm, field, Math.max(0, state.get(jvm, field) - 1));
    }

    /** An operator orders, or takes the order back. */
    void order(FleetState state) {
        int order = state.get(All.LAST_ORDER) + 1;
        state.set(All.LAST_ORDER, order);
        state.set(All.LAST_ORDER_LOST, 0);
        state.set(All.ORDER, flaw == Flaw.AUTO_LEAVES_NO_MARK && !FleetState.isForced(order) ? 0 : order);
    }
}
