package io.fusebox.agent.weave;

import io.fusebox.agent.advice.Weaver;
import io.fusebox.agent.launch.AgentLoader;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link Weaver}, and with it loads Byte Buddy, when the first class is woven. Safe for use by any thread, and
 * takes no lock: it would be held while classes are loaded, and taken by threads that load classes. So two threads may each
 * make a weaver; one of them is kept.
 */
final class LazyWeaver {
    private volatile @Nullable Weaver weaver;
    private volatile boolean prepared;
    private volatile boolean used;

    /** Reads the classes that weaving needs in one go; called before the first class is woven. */
    void prepare() {
        if (!prepared) {
            prepared = true;
            AgentLoader.loadAhead(LazyWeaver.class.getClassLoader(), "weaving");
        }
    }

    Weaver get() {
        Weaver ready = weaver;
        if (ready == null) {
            ready = new Weaver();
            weaver = ready;
        }
        return ready;
    }

    /** A class of the program was woven, or could not be. */
    void used() {
        used = true;
    }

    /**
     * Whether a class of the program was woven. While the first one still is, Fusebox's own thread does not weave: both would
     * load the same classes, and the program would wait for them.
     */
    boolean isUsed() {
        return used;
    }
}
