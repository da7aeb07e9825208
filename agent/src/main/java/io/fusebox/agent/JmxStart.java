package io.fusebox.agent;

import io.fusebox.internal.Publishing;
import io.fusebox.internal.Registry;
import java.io.IOException;

/**
 * Has the breakers published over JMX: a task for the thread of the news desk, a moment after the start, since loading the
 * MBeans and all that they stand on takes the processor from a program that starts too, and on an application's thread
 * would set up JMX before the program can.
 */
final class JmxStart implements Runnable {
    private static final int TICKS_TO_WAIT = 2;

    private final Registry registry;
    private int ticks;

    JmxStart(Registry registry) {
        this.registry = registry;
    }

    /** Publishes soon, also if there is no breaker: then there are problems to show. */
    void begin() {
        registry.desk().addTicker(this);
        registry.desk().start();
    }

    /** Publishes no more for the agent. What the registry goes on to publish by itself is loaded now, if it was not yet. */
    synchronized void end() {
        registry.desk().removeTicker(this);
        registry.publishing().stop();
        ticks = Integer.MAX_VALUE;
        if (isLoaded()) {
            registry.publishing().start();
        }
    }

    @Override
    public synchronized void run() {
        if (ticks == TICKS_TO_WAIT) {
            registry.desk().removeTicker(this);
            if (isLoaded()) {
                registry.publishing().start();
            }
        }
        if (ticks < Integer.MAX_VALUE) {
            ticks++;
        }
    }

    /** Loads the MBeans, unless they are; false if this run-time image has no JMX. */
    private boolean isLoaded() {
        try {
            BootClasses.defineJmx();
            return true;
        } catch (NoClassDefFoundError e) {
            if (!Publishing.isWithoutJmx(e)) {
                throw e;
            }
        } catch (IOException e) {
            registry.faults().report("loading the MBeans", e);
        }
        return false;
    }
}
