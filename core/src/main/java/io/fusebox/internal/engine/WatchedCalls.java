package io.fusebox.internal.engine;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The calls that Fusebox's own thread looks at now and then: probes and timed calls that wait for a stage. A stage runs the
 * callbacks first that were added last, so those of the program run before the one that ends the call; what they take is no
 * part of it. Safe for use by any thread.
 *
 * <p>They are held weakly: a stage that the program has dropped goes, and its class loader with it.
 */
public final class WatchedCalls {
    /** Milliseconds between two looks: so exactly is the time of an end known that nobody told in time. */
    public static final long LOOK_MILLIS = 100;

    private static final ConcurrentHashMap<WeakReference<DetachedCall>, Boolean> ALL = new ConcurrentHashMap<>();

    private WatchedCalls() {}

    /** Sees to it that the stage of a call is looked at where it matters that its end was not told in time. */
    static void watch(DetachedCall call, CallGate gate, Permit permit) {
        if (permit == Permit.NESTED || permit == Permit.NONE) {
            return;
        }
        if (permit instanceof Probe probe) {
            probe.call = call.watched();
        } else if (permit instanceof Period.Closed admitting && admitting.mayOpenAtOnce()) {
            Recent calls = gate.recent;
            if (calls == null) {
                calls = new Recent();
                gate.recent = calls;
            }
            calls.add(call.watched());
        }
        if (permit instanceof Probe || OutcomeRecorder.policyOf(permit).timed) {
            ALL.put(call.watched(), Boolean.TRUE);
        }
    }

    /** One that has ended. If that fails, the next look finds it. */
    static void remove(WeakReference<DetachedCall> call) {
        try {
            ALL.remove(call);
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
        }
    }

    /** How many there are. */
    public static int size() {
        return ALL.size();
    }

    /** Ends those whose stages have ended unseen. */
    public static void look() {
        for (WeakReference<DetachedCall> reference : ALL.keySet()) {
            DetachedCall call = reference.get();
            if (call == null || call.isEnded()) {
                ALL.remove(reference);
            } else {
                call.look();
            }
        }
    }

    /** Ends the call if its stage has ended unseen; whether it did. */
    static boolean endUnseen(@Nullable WeakReference<DetachedCall> reference) {
        DetachedCall call = reference == null ? null : reference.get();
        return call != null && call.endUnseen();
    }

    /**
     * The last few calls of one breaker that wait for a stage while one error more would open it. Before the breaker admits a
     * further such call it looks whether one of them has ended unseen: so a program that repeats a call in a callback of the
     * failed one is rejected.
     *
     * <p>Which ones are kept is a matter of luck when many threads come at once: then ends come at any moment anyway. Safe
     * for use by any thread.
     */
    static final class Recent {
        private static final int ROOM = 8;

        private final AtomicReferenceArray<WeakReference<DetachedCall>> calls = new AtomicReferenceArray<>(ROOM);
        private int next;

        void add(WeakReference<DetachedCall> call) {
            int place = next & (ROOM - 1);
            next = place + 1;
            calls.set(place, call);
        }

        void endUnseen() {
            for (int i = 0; i < ROOM; i++) {
                WatchedCalls.endUnseen(calls.get(i));
            }
        }
    }
}
