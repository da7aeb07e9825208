package io.fusebox.fleet.model;

import static io.fusebox.fleet.model.FleetState.BY_LEASE;
import static io.fusebox.fleet.model.FleetState.CLOSED;
import static io.fusebox.fleet.model.FleetState.PROBING;
import static io.fusebox.fleet.model.FleetState.READY;
import static io.fusebox.fleet.model.FleetState.WAITING;

import io.fusebox.fleet.model.FleetState.All;
import io.fusebox.fleet.model.FleetState.Of;
import org.jspecify.annotations.Nullable;

/** What must hold in every state, and what a few rounds without further faults must bring about from every state. */
final class Properties {
    private static final int ROUNDS = Protocol.MEMORY + Protocol.LEASE_TICKS + Protocol.PATIENCE + 2;

    private final Protocol protocol;
    private final int capacity;

    Properties(Protocol protocol, int capacity) {
        this.protocol = protocol;
        this.capacity = capacity;
    }

    /** What is wrong with a step; null: nothing. */
    @Nullable
    String wrong(FleetState before, FleetState state) {
        int probes = 0;
        for (int jvm = 0; jvm < state.jvms; jvm++) {
            boolean isByLease = state.get(jvm, Of.PROBES_BY) == BY_LEASE && !state.is(jvm, Of.EXCUSED);
            probes += isByLease ? 1 : 0;
            if (isByLease && before.get(jvm, Of.BREAKER) != PROBING && !state.is(jvm, Of.LEASED)) {
                return "JVM " + jvm + " begins a probe with a lease that has ended";
            }
            if (state.is(jvm, Of.EXCUSED)
                    && !before.is(jvm, Of.EXCUSED)
                    && before.get(jvm, Of.POLLED) == 1
                    && before.get(jvm, Of.ANSWERED) == Protocol.PATIENCE
                    && before.hearsRedis(jvm)
                    && state.is(All.UP)) {
                return "JVM " + jvm + " lost the lease of a probe though it hears Redis";
            }
            if (state.is(jvm, Of.OPENER) && !state.is(jvm, Of.TRIPPED)) {
                return "what counts as evidence of JVM " + jvm + " is none";
            }
            if (state.get(jvm, Of.LEASED) > Protocol.LEASE_TICKS) {
                return "a lease is longer than its time";
            }
        }
        if (probes > capacity || state.count(Of.LEASED) > capacity) {
            return "more probes or leases in the fleet than its capacity";
        }
        if (state.is(All.OPEN)
                && state.get(All.OPENING) != before.get(All.OPENING)
                && state.count(Of.TRIPPED) < Protocol.quorum(state)) {
            return "the fleet opens without a quorum that opened on evidence of its own";
        }
        if (state.is(All.UP) && !state.is(All.LAST_ORDER_LOST) && state.get(All.ORDER) != state.get(All.LAST_ORDER)) {
            return "Redis holds another order than the last one";
        }
        return null;
    }

    /** What is wrong after some rounds in which nothing fails any more, from this state on; null: nothing. */
    @Nullable
    String wrongLater(FleetState from) {
        FleetState state = from.copy();
        int latest = latestKnownOrder(from);
        for (int round = 1; round <= ROUNDS; round++) {
            round(state);
            if (round == 2 && state.is(All.UP)) {
                String wrong = wrongOrder(state, latest);
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        for (int jvm = 0; jvm < state.jvms; jvm++) {
            if (state.runs(jvm)
                    && state.get(jvm, Of.BREAKER) != CLOSED
                    && !FleetState.isForced(state.get(jvm, Of.ORDER))) {
                return "the breaker of JVM " + jvm + " is stuck though the service is well:" + state;
            }
            if (!state.hearsRedis(jvm) && state.is(jvm, Of.LEASED)) {
                return "the lease of JVM " + jvm + ", which is away, never ends";
            }
        }
        return null;
    }

    private static int latestKnownOrder(FleetState state) {
        int latest = state.get(All.ORDER);
        for (int jvm = 0; jvm < state.jvms; jvm++) {
            if (state.hearsRedis(jvm)) {
                latest = Math.max(latest, state.get(jvm, Of.ORDER));
            }
        }
        return latest;
    }

    private static @Nullable String wrongOrder(FleetState state, int latest) {
        if (state.get(All.ORDER) < latest) {
            return "an order has vanished";
        }
        for (int jvm = 0; jvm < state.jvms; jvm++) {
            if (state.hearsRedis(jvm) && state.get(jvm, Of.ORDER) != state.get(All.ORDER)) {
                return "the order is not in force on JVM " + jvm;
            }
        }
        return null;
    }

    /** Each JVM does all that it can, and a tick passes. */
    private void round(FleetState state) {
        for (int jvm = 0; jvm < state.jvms; jvm++) {
            if (state.runs(jvm)) {
                hear(state, jvm);
                if (state.get(jvm, Of.BREAKER) == WAITING) {
                    state.set(jvm, Of.BREAKER, READY);
                }
                hear(state, jvm);
                if (protocol.rightToProbe(state, jvm) != 0) {
                    protocol.beginProbe(state, jvm);
                }
                if (state.get(jvm, Of.BREAKER) == PROBING) {
                    protocol.endProbe(state, jvm, true);
                }
                hear(state, jvm);
            }
        }
        protocol.tick(state);
    }

    private void hear(FleetState state, int jvm) {
        if (!state.is(jvm, Of.ANSWER)) {
            protocol.poll(state, jvm);
        }
        if (state.is(jvm, Of.ANSWER)) {
            protocol.receive(state, jvm);
        }
    }
}
