package io.fusebox.agent.weave;

import io.fusebox.internal.engine.StateMachine;

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
        // Brings all classes of the core along that a call takes, also where only calls make breakers (R6).
        StateMachine.class.getName()
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
