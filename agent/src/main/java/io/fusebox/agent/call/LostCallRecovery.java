package io.fusebox.agent.call;

import io.fusebox.internal.engine.CallGate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls that never ended because the stack was full when they should have: the thread would seem to be inside a call
 * for ever, and every further one a part of it (R6, R14).
 *
 * <p>Nobody asks before a call has really been lost in this JVM. From then on, a nested call makes its thread look, now and
 * then: if no guarded method of the breaker is on its stack but the one that begins, and no subscription to a publisher, the
 * outer call is gone and ends as cancelled. Safe for use by any thread.
 */
public final class LostCallRecovery implements LostCallCheck {
    /** Calls one inside the other that must be possible before a look. */
    private static final int ROOM = 1000;

    /** Of what is kept of a breaker: the lost ends there were, and the nested calls since, until now and until a look. */
    private static final int LOST = 0;

    private static final int CALLS = 1;
    private static final int LOOK_AT = 2;

    /**
     * What the thread knows, by name and key of the breaker. Nothing but classes of the JDK: it may stay behind in the
     * program's threads.
     */
    private static final ThreadLocal<@Nullable Map<String, long[]>> KNOWN = new ThreadLocal<>();

    private final Function<String, List<String>> methodsOf;

    /** @param methodsOf gives the guarded methods of a breaker, by its name */
    public LostCallRecovery(Function<String, List<String>> methodsOf) {
        this.methodsOf = methodsOf;
    }

    @Override
    public boolean ended(CallGate gate, boolean subscribing) {
        if (FuseboxBridge.lostEnds == 0) {
            return false;
        }
        try {
            long[] known = known(gate.toString());
            if (++known[CALLS] < known[LOOK_AT] || !hasRoom(ROOM)) {
                return false;
            }
            // Most nested calls are what they seem to be: the first, the second, the fourth, the eighth looks.
            known[LOOK_AT] = 2 * known[CALLS];
            return GuardedFrames.of(methodsOf.apply(gate.breaker())).isOutermost(subscribing) && gate.cancelLost();
        } catch (Throwable later) {
            // No room to look, most likely: the next call looks.
            return false;
        }
    }

    private static long[] known(String breaker) {
        Map<String, long[]> breakers = KNOWN.get();
        if (breakers == null) {
            breakers = new HashMap<>();
            KNOWN.set(breakers);
        }
        long[] known = breakers.get(breaker);
        if (known == null) {
            known = new long[LOOK_AT + 1];
            breakers.put(breaker, known);
        }
        int lost = FuseboxBridge.lostEnds;
        if (known[LOST] != lost) {
            known[LOST] = lost;
            known[CALLS] = 0;
            known[LOOK_AT] = 1;
        }
        return known;
    }

    /** A look at the end of the stack might leave classes of the JDK half initialised, for ever. */
    private static boolean hasRoom(int frames) {
        return frames == 0 || hasRoom(frames - 1);
    }
}
