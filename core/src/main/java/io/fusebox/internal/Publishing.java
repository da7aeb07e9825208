package io.fusebox.internal;

import io.fusebox.jmx.JmxPublisher;
import org.jspecify.annotations.Nullable;

/**
 * Has the breakers of a registry shown over JMX, from the first look of the {@link NewsDesk}'s thread on.
 *
 * <p>{@code JmxPublisher}, and with it {@code javax.management}, is loaded at that look and never before: an application's
 * thread that loads or initialises it too early costs start-up time and breaks programs that set up JMX or logging of
 * their own. Safe for use by any thread.
 */
public final class Publishing implements Runnable {
    private final Registry registry;
    private boolean on;
    private @Nullable Publisher publisher;

    Publishing(Registry registry) {
        this.registry = registry;
    }

    /** Publishes from the next look on; does nothing if it is on. */
    public synchronized void start() {
        on = true;
        registry.desk().addTicker(this);
    }

    /** Takes all MBeans back before it returns, and publishes no more until {@link #start()}. */
    public synchronized void stop() {
        on = false;
        registry.desk().removeTicker(this);
        if (publisher != null) {
            publisher.close();
            publisher = null;
        }
    }

    /** A look, on the desk's thread. */
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
            registry.desk().removeTicker(this);
            if (!isWithoutJmx(missing)) {
                throw missing;
            }
        }
    }

    /** Whether this is a run-time image without the module {@code java.management}: nobody to show anything to. */
    public static boolean isWithoutJmx(NoClassDefFoundError missing) {
        return String.valueOf(missing.getMessage()).startsWith("javax/management/");
    }
}
