package io.fusebox.agent;

import io.fusebox.agent.jfr.FlightEvents;
import io.fusebox.internal.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Looks about once a second whether the JDK's Flight Recorder is in use, and has it told then: a regular task of Fusebox's
 * own thread. To define the events when no one records would cost every program 200 ms.
 */
final class JfrSupport implements Runnable {
    private static final int TICKS_BETWEEN = 5;

    private final RunningAgent agent;
    private final Registry registry;
    private int ticks;
    private @Nullable FlightEvents events;

    JfrSupport(RunningAgent agent, Registry registry) {
        this.agent = agent;
        this.registry = registry;
    }

    /** Begins to look. */
    void begin() {
        registry.events().addTicker(this);
    }

    /** Looks no more and tells no more. */
    synchronized void end() {
        registry.events().removeTicker(this);
        ticks = Integer.MAX_VALUE;
        if (events != null) {
            events.end();
            events = null;
        }
    }

    /** A configuration was read. */
    synchronized void configured(boolean applied, String outcome) {
        if (events != null) {
            events.configured(agent.configFile(), applied, outcome);
        }
    }

    @Override
    public synchronized void run() {
        if (ticks == Integer.MAX_VALUE || ++ticks % TICKS_BETWEEN != 0) {
            return;
        }
        try {
            if (FlightEvents.isRecorderInUse()) {
                registry.events().removeTicker(this);
                events = new FlightEvents(registry, agent.configFile(), agent.summary());
            }
        } catch (NoClassDefFoundError withoutModule) {
            // This run-time image has no jdk.jfr.
            registry.events().removeTicker(this);
        }
    }
}
