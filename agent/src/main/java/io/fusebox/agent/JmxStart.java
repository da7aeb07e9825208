package io.fusebox.agent;

import io.fusebox.internal.Publishing;
import io.fusebox.internal.Registry;
import java.io.IOException;

/**
 * Has the breakers published over JMX: a task for the thread of the news desk, since loading the MBeans and all that they
 * stand on costs the start time, and on an application's thread would set up JMX before the program can.
 */
final class JmxStart implements Runnable {
    private final Registry registry;

    private JmxStart(Registry registry) {
        this.registry = registry;
    }

    /** Publishes soon, also if there is no breaker: then there are problems to show. */
    static void soon(Registry registry) {
        registry.desk().execute(new JmxStart(registry));
        registry.desk().start();
    }

    @Override
    public void run() {
        try {
            BootClasses.defineJmx();
        } catch (NoClassDefFoundError e) {
            if (Publishing.isWithoutJmx(e)) {
                return;
            }
            throw e;
        } catch (IOException e) {
            registry.faults().report("loading the MBeans", e);
            return;
        }
        registry.publishing().start();
    }
}
