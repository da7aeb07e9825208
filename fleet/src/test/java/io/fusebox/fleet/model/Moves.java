package io.fusebox.fleet.model;

import static io.fusebox.fleet.model.FleetState.CLOSED;
import static io.fusebox.fleet.model.FleetState.DEAD;
import static io.fusebox.fleet.model.FleetState.PAUSED;
import static io.fusebox.fleet.model.FleetState.PROBING;
import static io.fusebox.fleet.model.FleetState.READY;
import static io.fusebox.fleet.model.FleetState.RUNNING;
import static io.fusebox.fleet.model.FleetState.WAITING;

import io.fusebox.fleet.model.FleetState.All;
import io.fusebox.fleet.model.FleetState.Of;
import java.util.function.BiConsumer;

/** All that can happen next in a state: steps of the protocol, of the service, of operators, and faults. */
final class Moves {
    private final Protocol protocol;
    private final BiConsumer<String, FleetState> next;

    /** @param next is given each move's name and the state that it leads to */
    Moves(Protocol protocol, BiConsumer<String, FleetState> next) {
        this.protocol = protocol;
        this.next = next;
    }

    /** A change of a state. */
    private interface Change {
        void make(FleetState state);
    }

    private void go(FleetState from, String name, Change change) {
        FleetState to = from.copy();
        change.make(to);
        next.accept(name, to);
    }

    void all(FleetState state) {
        boolean mayTick = true;
        for (int jvm = 0; jvm < state.jvms; jvm++) {
            if (state.runs(jvm)) {
                running(state, jvm);
                // A JVM that runs polls once a tick at least: slower than that is paused.
                mayTick &= state.is(jvm, Of.POLLED) && !state.is(jvm, Of.ANSWER);
            }
            faults(state, jvm);
        }
        if (mayTick) {
            go(state, "time goes on", protocol::tick);
        }
        if (state.is(All.UP) && state.is(All.ORDERS_LEFT)) {
            go(state, "an operator orders", to -> {
                to.spend(All.ORDERS_LEFT);
                protocol.order(to);
            });
        }
        redis(state);
    }

    private void running(FleetState state, int jvm) {
        if (state.is(jvm, Of.ANSWER)) {
            go(state, jvm + " reads the answer", to -> protocol.receive(to, jvm));
        } else if (!state.is(jvm, Of.POLLED)) {
            go(state, jvm + " polls", to -> protocol.poll(to, jvm));
        }
        int breaker = state.get(jvm, Of.BREAKER);
        if (breaker == CLOSED && state.is(All.TRIPS_LEFT)) {
            go(state, jvm + " trips", to -> {
                to.spend(All.TRIPS_LEFT);
                protocol.trip(to, jvm);
            });
        } else if (breaker == WAITING) {
            go(state, jvm + " has waited", to -> to.set(jvm, Of.BREAKER, READY));
        } else if (breaker == READY && protocol.rightToProbe(state, jvm) != 0) {
            go(state, jvm + " begins a probe", to -> protocol.beginProbe(to, jvm));
        } else if (breaker == PROBING) {
            go(state, jvm + "'s probe succeeds", to -> protocol.endProbe(to, jvm, true));
            if (state.is(All.TRIPS_LEFT)) {
                go(state, jvm + "'s probe fails", to -> {
                    to.spend(All.TRIPS_LEFT);
                    protocol.endProbe(to, jvm, false);
                });
            }
        }
    }

    private void faults(FleetState state, int jvm) {
        if (state.get(jvm, Of.LIFE) == PAUSED) {
            go(state, jvm + " wakes", to -> to.set(jvm, Of.LIFE, RUNNING));
        }
        if (state.is(jvm, Of.CUT_OFF)) {
            go(state, jvm + " reaches Redis again", to -> to.set(jvm, Of.CUT_OFF, 0));
        }
        if (!state.is(All.FAULTS_LEFT) || !state.runs(jvm)) {
            return;
        }
        go(state, jvm + " pauses", to -> {
            to.spend(All.FAULTS_LEFT);
            to.set(jvm, Of.LIFE, PAUSED);
        });
        go(state, jvm + " dies", to -> {
            to.spend(All.FAULTS_LEFT);
            die(to, jvm);
        });
        if (!state.is(jvm, Of.CUT_OFF)) {
            go(state, jvm + " is cut off", to -> {
                to.spend(All.FAULTS_LEFT);
                to.set(jvm, Of.CUT_OFF, 1);
                Protocol.forgetAnswer(to, jvm);
            });
        }
    }

    /** Nothing is left of it but what is in Redis. */
    private static void die(FleetState state, int jvm) {
        int caller = state.get(jvm, Of.CALLER);
        int opener = state.get(jvm, Of.OPENER);
        int leased = state.get(jvm, Of.LEASED);
        int tripped = state.get(jvm, Of.TRIPPED);
        for (Of field : Of.values()) {
            state.set(jvm, field, 0);
        }
        state.set(jvm, Of.LIFE, DEAD);
        state.set(jvm, Of.CALLER, caller);
        state.set(jvm, Of.OPENER, opener);
        state.set(jvm, Of.LEASED, leased);
        state.set(jvm, Of.TRIPPED, tripped);
    }

    private void redis(FleetState state) {
        if (!state.is(All.UP)) {
            go(state, "Redis comes back empty", to -> to.set(All.UP, 1));
        } else if (state.is(All.FAULTS_LEFT)) {
            go(state, "Redis dies", to -> {
                to.spend(All.FAULTS_LEFT);
                to.set(All.UP, 0);
                to.set(All.OPEN, 0);
                to.set(All.OPENING, 0);
                to.set(All.CLOSING, 0);
                to.set(All.ORDER, 0);
                to.set(All.LAST_ORDER_LOST, 1);
                for (int jvm = 0; jvm < to.jvms; jvm++) {
                    to.set(jvm, Of.CALLER, 0);
                    to.set(jvm, Of.OPENER, 0);
                    to.set(jvm, Of.LEASED, 0);
                    // A closing that a JVM has not heard is forgotten with all else.
                    to.set(jvm, Of.TRIPPED, to.get(jvm, Of.OWN_EVIDENCE));
                    Protocol.forgetAnswer(to, jvm);
                    if (to.get(jvm, Of.BREAKER) == PROBING || to.is(jvm, Of.LEASE)) {
                        to.set(jvm, Of.EXCUSED, 1);
                    }
                }
            });
        }
    }
}
