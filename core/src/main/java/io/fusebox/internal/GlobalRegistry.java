package io.fusebox.internal;

import io.fusebox.CircuitBreaker;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Ticker;
import io.fusebox.internal.registry.Registry;

/**
 * The one {@link Registry} of the program, and its export over JMX. With the agent attached it lives in the bootstrap class
 * loader and serves the agent and every application. Safe for use by any thread.
 */
public final class GlobalRegistry {
    private static final Registry REGISTRY = new Registry(Ticker.system());
    private static final JmxExport JMX = new JmxExport(REGISTRY);

    static {
        JMX.start();
    }

    private GlobalRegistry() {}

    /** The breaker of that name for code that asks for it; see {@link CircuitBreaker#of(String, CircuitBreakerSettings)}. */
    public static CircuitBreaker breaker(String name, CircuitBreakerSettings settings) {
        return REGISTRY.forCode(name, settings);
    }

    /** All breakers of the program. */
    public static Registry registry() {
        return REGISTRY;
    }

    /** What shows them over JMX; started. */
    public static JmxExport jmx() {
        return JMX;
    }
}
