package io.fusebox.internal;

import io.fusebox.internal.jmx.JmxPublisher;
import io.fusebox.internal.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Shows the breakers of a registry over JMX, from the next tick of the {@link io.fusebox.internal.registry.EventThread} on.
 *
 * <p>{@link JmxPublisher}, and with it {@code javax.management}, is loaded at that tick and never before: an application's
 * thread that loads or initialises it too early slows down the start, and breaks programs that set up JMX or logging
 * themselves. Safe for use by any thread.
 */
public final class JmxExport implements Runnable {
    private final Registry registry;
    private boolean on;
    private @Nullable JmxPublisher publisher;

    JmxExport(Registry registry) {
        this.registry = registry;
    }

    /** Publishes from the next tick on; does nothing if it is on. */
    public synchronized void start() {
        on = true;
        registry.events().addTicker(this);
    }

    /** Removes all MBeans before it returns, and publishes no more until {@link #start()}. */
    public synchronized void stop() {
        on = false;
        registry.events().removeTicker(this);
        if (publisher != null) {
            publisher.close();
            publisher = null;
        }
    }

    /** One tick, on the event thread. */
    @Override
    public synchronized void run() {
        if (!on) {
            return;
        }
        try {
            if (publisher == null) {
                publisher = new JmxPublisher(registry);
            }
            publisher.look();
        } catch (NoClassDefFoundError missing) {
            registry.events().removeTicker(this);
            if (!isWithoutJmx(missing)) {
                throw missing;
            }
        }
    }

    /** Whether the error says that this run-time image has no module {@code java.management}. */
    public static boolean isWithoutJmx(NoClassDefFoundError missing) {
        return String.valueOf(missing.getMessage()).startsWith("javax/management/");
    }
}
