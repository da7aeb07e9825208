package io.fusebox.agent;

import io.fusebox.agent.attach.AgentVersion;
import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.micrometer.MicrometerBinding;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Where the metrics go besides JMX: HTTP, Micrometer and the fleet. Made when one of them is on for the first time; what is off is not
 * loaded. Guarded by the agent.
 */
final class Exporters {
    private final Instrumentation instrumentation;
    private final Registry registry;
    private final AgentLog log;
    private final ConfiguredBreakers guarding;
    private @Nullable HttpSupport http;
    private @Nullable MicrometerBinding micrometer;
    private @Nullable FleetSupport fleet;

    Exporters(Instrumentation instrumentation, Registry registry, AgentLog log, ConfiguredBreakers guarding) {
        this.instrumentation = instrumentation;
        this.registry = registry;
        this.log = log;
        this.guarding = guarding;
    }

    /** Exports as the options say, soon. */
    void follow(AgentOptions options) {
        if (http == null && options.http() != null) {
            http = new HttpSupport(registry, log);
        }
        if (http != null) {
            http.follow(options);
        }
        if (micrometer == null && options.micrometer()) {
            try {
                BootClasses.defineFigures();
                micrometer = MicrometerBinding.start(instrumentation, registry, AgentVersion.NUMBER);
            } catch (IOException e) {
                log.line("agent.micrometer: " + e.getMessage());
            }
        } else if (micrometer != null && !options.micrometer()) {
            micrometer.end();
            micrometer = null;
        }
        if (fleet == null && options.fleet() != null) {
            fleet = new FleetSupport(registry, log, guarding);
        }
        if (fleet != null) {
            fleet.follow(options.fleet());
        }
    }

    /** Whether the fleet answers (1, else 0), its JVMs, and the breakers here that an order forces; empty without a fleet. */
    long[] fleet() {
        FleetSupport known = fleet;
        return known == null ? new long[0] : known.figures();
    }

    /** The order to the fleet for a breaker, in a sentence; empty if there is none. */
    String orderFor(Breaker breaker) {
        FleetSupport known = fleet;
        return known == null ? "" : known.orderFor(breaker);
    }

    /** Exports no more; before it returns. */
    void end() {
        if (fleet != null) {
            fleet.follow(null);
        }
        if (http != null) {
            http.end();
        }
        if (micrometer != null) {
            micrometer.end();
            micrometer = null;
        }
    }
}
