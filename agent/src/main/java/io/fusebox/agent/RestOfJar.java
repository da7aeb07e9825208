package io.fusebox.agent;

import io.fusebox.internal.Registry;
import java.io.IOException;

/** Has the rest of the agent's jar read on Fusebox's own thread, so that the file may be overwritten: soon, the start goes first. */
final class RestOfJar implements Runnable {
    /** A second. */
    private static final int TICKS_TO_WAIT = 5;

    private final Registry registry;
    private int ticks;

    RestOfJar(Registry registry) {
        this.registry = registry;
    }

    void begin() {
        registry.desk().addTicker(this);
    }

    void end() {
        registry.desk().removeTicker(this);
    }

    @Override
    public synchronized void run() {
        if (++ticks == TICKS_TO_WAIT) {
            end();
            try {
                AgentLoader.readAll(RestOfJar.class.getClassLoader());
            } catch (IOException e) {
                registry.faults().report("reading the rest of the agent's jar", e);
            }
        }
    }
}
