package io.fusebox.internal.engine;

import io.fusebox.State;
import io.fusebox.TransitionCause;

/** What a fleet does to a {@link BreakerModel}: {@link FleetMoves} in the plainest form. */
final class FleetModel {
    private FleetModel() {}

    /** The number of the present period, which later moves name as the one that the fleet knows. */
    static int look(BreakerModel model) {
        model.passTime();
        return model.period;
    }

    static boolean open(BreakerModel model, int seen) {
        model.passTime();
        boolean opens = model.period == seen && model.state == State.CLOSED && !model.warming && !model.isOff();
        if (opens) {
            model.open(TransitionCause.FLEET, model.now, null);
        }
        return opens;
    }

    static void hold(BreakerModel model, int seen, long from, long until) {
        boolean mayProbe = model.state == State.OPEN || (model.state == State.HALF_OPEN && !model.recovering);
        if (model.period == seen && mayProbe) {
            model.heldFrom = from;
            model.heldUntil = until;
        }
    }

    static void endWait(BreakerModel model, int seen) {
        if (model.period == seen && model.state == State.OPEN) {
            model.deadline = Math.min(model.deadline, model.now);
        }
        hold(model, seen, 0, 0);
    }

    /** An order; the state is FORCED_OPEN or FORCED_CLOSED. */
    static boolean force(BreakerModel model, State to) {
        model.passTime();
        boolean moves = model.state != to;
        if (moves) {
            model.change(to, TransitionCause.FLEET);
        }
        return moves;
    }

    /** An order is taken back: what an operator or the configuration forced stays. */
    static boolean takeBack(BreakerModel model) {
        model.passTime();
        boolean isForced = model.state == State.FORCED_OPEN || model.state == State.FORCED_CLOSED;
        boolean moves = isForced && model.transitions.getFirst().endsWith(TransitionCause.FLEET.name());
        if (moves) {
            model.change(State.CLOSED, TransitionCause.FLEET);
        }
        return moves;
    }
}
