package io.fusebox.fleet.model;

import io.fusebox.fleet.model.FleetState.All;
import io.fusebox.fleet.model.FleetState.Content;
import io.fusebox.fleet.model.FleetState.Of;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Visits every state that can be reached, the nearest first, and looks at the properties in each. */
final class Explorer {
    /** How a state was reached; null where it all begins. */
    private static final class Step {
        final @Nullable Content from;
        final String move;

        Step(@Nullable Content from, String move) {
            this.from = from;
            this.move = move;
        }
    }

    private final Protocol protocol;
    private final Properties properties;
    private final Map<Content, Step> visited = new HashMap<>();
    private final Deque<Content> waiting = new ArrayDeque<>();
    private @Nullable String counterexample;

    Explorer(Flaw flaw, int capacity) {
        this.protocol = new Protocol(flaw, capacity);
        this.properties = new Properties(protocol, capacity);
    }

    /** A fleet in which all is well. */
    static FleetState fleet(int jvms, int trips, int faults, int orders) {
        FleetState state = new FleetState(jvms);
        state.set(All.UP, 1);
        state.set(All.TRIPS_LEFT, trips);
        state.set(All.FAULTS_LEFT, faults);
        state.set(All.ORDERS_LEFT, orders);
        for (int jvm = 0; jvm < jvms; jvm++) {
            state.set(jvm, Of.ANSWERED, Protocol.PATIENCE);
        }
        return state;
    }

    /** How many states were visited. */
    int states() {
        return visited.size();
    }

    /** The shortest way to a state in which a property does not hold; null: they hold in all. */
    @Nullable
    String explore(FleetState first) {
        visited.put(first.key(), new Step(null, "all is well"));
        waiting.add(first.key());
        while (counterexample == null && !waiting.isEmpty()) {
            Content key = waiting.remove();
            FleetState state = FleetState.of(first.jvms, key);
            String wrong = properties.wrongLater(state);
            if (wrong != null) {
                counterexample = wrong + way(key, List.of());
                break;
            }
            new Moves(protocol, (move, to) -> reach(key, state, move, to)).all(state);
        }
        return counterexample;
    }

    private void reach(Content from, FleetState before, String move, FleetState to) {
        Content key = to.key();
        if (visited.putIfAbsent(key, new Step(from, move)) == null) {
            waiting.add(key);
        }
        String wrong = properties.wrong(before, to);
        if (wrong != null && counterexample == null) {
            counterexample = wrong + way(from, List.of(move)) + to;
        }
    }

    private String way(Content end, List<String> last) {
        List<String> moves = new ArrayList<>();
        Content key = end;
        while (key != null) {
            Step step = visited.get(key);
            if (step == null) {
                break;
            }
            moves.add(step.move);
            key = step.from;
        }
        Collections.reverse(moves);
        moves.addAll(last);
        return ":\n  " + String.join("\n  ", moves);
    }
}
