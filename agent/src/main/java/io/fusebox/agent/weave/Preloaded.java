package io.fusebox.agent.weave;

/**
 * Classes that must not be met for the first time at a bad moment.
 *
 * <p>Those of the JDK that looking at a class takes only now and then: when a map is crowded, when a thread loses a race.
 * Loaded for the first time while a class is being looked at, they would be looked at in turn, on the same way, and the
 * JVM would give up with a {@code ClassCircularityError}.
 */
final class Preloaded {
    private static final String[] NAMES = {
        "java.util.concurrent.ThreadLocalRandom",
        "java.util.concurrent.ConcurrentHashMap$CounterCell",
        "java.util.concurrent.ConcurrentHashMap$ForwardingNode",
        "java.util.concurrent.ConcurrentHashMap$ReservationNode",
        "java.util.concurrent.ConcurrentHashMap$TreeBin",
        "java.util.concurrent.ConcurrentHashMap$TreeNode",
        "java.util.concurrent.ConcurrentLinkedQueue$Node",
        "java.util.concurrent.locks.LockSupport",
        "java.lang.ref.ReferenceQueue$Null",
        "java.lang.invoke.MethodHandle$1",
        // Our own, that a call takes: initialised for the first time where the stack ends, they would never be (R6).
        "io.fusebox.CircuitOpenException",
        "io.fusebox.internal.text.DurationText",
        "io.fusebox.internal.engine.BlockCall",
        "io.fusebox.internal.engine.LastError",
        "io.fusebox.internal.engine.Nesting",
        "io.fusebox.internal.engine.Outcome",
        "io.fusebox.internal.engine.Permit",
        "io.fusebox.internal.engine.Permit$Observed",
        "io.fusebox.internal.engine.Permit$Timed",
        "io.fusebox.internal.engine.Probe",
        "io.fusebox.internal.engine.TransitionReasons",
        "io.fusebox.internal.jdk.JdkThreads"
    };

    private Preloaded() {}

    /** Loads and initialises those that there are. */
    static void load() {
        for (String name : NAMES) {
            try {
                Class.forName(name, true, null);
            } catch (ClassNotFoundException notInThisJdk) {
                // Then nothing here needs it.
            }
        }
    }
}
