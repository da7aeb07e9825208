package io.fusebox.agent.weave;

import io.fusebox.internal.CallGate;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds calls that never ended because the stack was full when they should have: the thread would seem to be inside a call
 * for ever, and every further one a part of it (R6, R14).
 *
 * <p>Nobody asks before a call has really been lost in this JVM. From then on, a nested call of a thread that has not
 * looked since makes it look: if no guarded method of the breaker is on its stack but the one that begins, the outer call
 * is gone and ends as cancelled. Safe for use by any thread.
 */
final class LostEnds {
    /** Calls one inside the other that must be possible before a look. */
    private static final int ROOM = 1000;

    /** For which breakers the thread has looked, and how many ends had been lost by then. */
    private static final ThreadLocal<Map<CallGate, Integer>> LOOKED = new ThreadLocal<>();

    private final WeaveReport report;

    LostEnds(WeaveReport report) {
        this.report = report;
    }

    /** Ends the call that the thread seems to be inside of, if it is gone; says whether it was. Never throws. */
    boolean ended(CallGate gate) {
        try {
            return hasRoom(ROOM) && look(gate);
        } catch (Throwable later) {
            // No room to look, most likely: the next call looks.
            return false;
        }
    }

    /** A look at the end of the stack might leave classes of the JDK half initialised, for ever. */
    private static boolean hasRoom(int frames) {
        return frames == 0 || hasRoom(frames - 1);
    }

    private boolean look(CallGate gate) {
        int lost = FuseboxBridge.lostEnds;
        Map<CallGate, Integer> seen = LOOKED.get();
        if (seen == null) {
            seen = new HashMap<>();
            LOOKED.set(seen);
        }
        Integer before = seen.get(gate);
        if (before != null && before == lost) {
            return false;
        }
        boolean gone = !GuardedFrames.of(report.methodsOf(gate.breaker())).isInside();
        seen.put(gate, lost);
        return gone && gate.endLost();
    }
}
