package io.fusebox.agent;

import io.fusebox.agent.attach.AgentVersion;
import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.micrometer.MicrometerBinding;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Where the metrics go besides JMX: HTTP and Micrometer. Made when one of them is on for the first time; what is off is not
 * loaded. Guarded by the agent.
 */
final class Exporters {
    private final Instrumentation instrumentation;
    private final Registry registry;
    private final AgentLog log;
    private @Nullable HttpSupport http;
    private @Nullable MicrometerBinding micrometer;

    Exporters(Instrumentation instrumentation, Registry registry, AgentLog log) {
        this.instrumentation = instrumentation;
        this.registry = registry;
        this.log = log;
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
    }

    /** Exports no more; before it returns. */
    void end() {
        if (http != null) {
            http.end();
        }
        if (micrometer != null) {
            micrometer.end();
            micrometer = null;
        }
    }
}
