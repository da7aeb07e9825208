package io.fusebox.agent.match.plan;

/**
 * One way in which guards mean classes: by name, by supertype, by annotation. Each class that is loaded passes all of them. Safe for
 * use by any thread.
 *
 * <p>Each is a class of its own for HotSpot's sake, too: a call that leads to many classes is not inlined. So HotSpot compiles each
 * search once, and not all of them as one great method, which takes many times as long.
 */
interface GuardSearch {
    /** Adds the guards that mean the class to its {@link PassingClass#result}. */
    void look(PassingClass passing);

    /** Whether a guard means the loaded class for its name or its supertypes, whatever stands in its class file. */
    default boolean means(Class<?> loaded, String internalName, boolean jdk) {
        return false;
    }

    /** Whether a guard may mean the loaded class for what stands in its class file. */
    default boolean mayMean(Class<?> loaded, String internalName, boolean jdk) {
        return false;
    }
}
