package io.fusebox.agent;

import io.fusebox.internal.GlobalRegistry;
import io.fusebox.internal.JmxExport;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;

/**
 * Has the breakers published over JMX: a task for the thread of the news desk, a moment after the start, since loading the
 * MBeans and all that they stand on takes the processor from a program that starts too, and on an application's thread
 * would set up JMX before the program can.
 */
final class JmxSupport implements Runnable {
    private static final int TICKS_TO_WAIT = 2;

    private final Registry registry;
    private int ticks;

    JmxSupport(Registry registry) {
        this.registry = registry;
    }

    /** Publishes soon, also if there is no breaker: then there are problems to show. */
    void begin() {
        registry.events().addTicker(this);
        registry.events().start();
    }

    /** Publishes no more for the agent. What the registry goes on to publish by itself is loaded now, if it was not yet. */
    synchronized void end() {
        registry.events().removeTicker(this);
        GlobalRegistry.jmx().stop();
        ticks = Integer.MAX_VALUE;
        if (isLoaded()) {
            GlobalRegistry.jmx().start();
        }
    }

    @Override
    public synchronized void run() {
        if (ticks == TICKS_TO_WAIT) {
            registry.events().removeTicker(this);
            if (isLoaded()) {
                GlobalRegistry.jmx().start();
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
            if (!JmxExport.isWithoutJmx(e)) {
                throw e;
            }
        } catch (IOException e) {
            registry.faults().report("loading the MBeans", e);
        }
        return false;
    }
}
