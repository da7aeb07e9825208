package io.fusebox.agent;

import io.fusebox.agent.attach.AgentVersion;
import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.config.address.HttpAddress;
import io.fusebox.agent.http.ProgramEndpoint;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code agent.http} while it is on: a regular task of Fusebox's own thread, so that the start and reloads never wait
 * for a port. Nothing of the package {@code http} is loaded while it is off. Safe for use by any thread.
 */
final class HttpSupport implements Runnable {
    private static final int TICKS_TO_WAIT = 2;

    /** A port may be taken by the process that this one takes the place of: it is tried again. */
    private static final int TICKS_BETWEEN_TRIES = 50;

    private final Registry registry;
    private final AgentLog log;
    private @Nullable AgentOptions options;
    private int ticks;
    private int nextTry = TICKS_TO_WAIT;
    private boolean ticking;
    private @Nullable HttpAddress served;
    private @Nullable HttpAddress refused;
    private @Nullable ProgramEndpoint endpoint;

    HttpSupport(Registry registry, AgentLog log) {
        this.registry = registry;
        this.log = log;
    }

    /** Serves as the options say, soon. */
    synchronized void follow(AgentOptions next) {
        options = next;
        if (endpoint != null) {
            endpoint.follow(next);
        }
        nextTry = Math.min(nextTry, ticks);
        if (!ticking && (next.http() != null || endpoint != null)) {
            ticking = true;
            registry.events().addTicker(this);
            registry.events().start();
        }
    }

    /** Serves no more; before it returns. */
    synchronized void end() {
        registry.events().removeTicker(this);
        ticking = true;
        stop();
    }

    @Override
    public synchronized void run() {
        ticks++;
        AgentOptions now = options;
        HttpAddress wanted = now == null ? null : now.http();
        if (endpoint != null && !Objects.equals(served, wanted)) {
            stop();
        }
        if (now == null || wanted == null) {
            registry.events().removeTicker(this);
            ticking = false;
            return;
        }
        if (endpoint == null && ticks >= Math.max(nextTry, TICKS_TO_WAIT)) {
            start(now, wanted);
        }
        if (endpoint != null) {
            endpoint.cutSlow();
        }
    }

    private void start(AgentOptions now, HttpAddress address) {
        nextTry = ticks + TICKS_BETWEEN_TRIES;
        try {
            BootClasses.defineFigures();
            ProgramEndpoint started = ProgramEndpoint.start(registry, now, address, AgentVersion.NUMBER);
            endpoint = started;
            served = address;
            refused = null;
            log.line("agent.http: listening on " + new HttpAddress(address.host(), started.port()));
        } catch (IOException e) {
            tell(address, String.valueOf(e.getMessage()));
        } catch (NoClassDefFoundError missing) {
            tell(address, "this Java has no HTTP server: its runtime image lacks the module jdk.httpserver");
            registry.events().removeTicker(this);
        }
    }

    /** Once for each address. */
    private void tell(HttpAddress address, String why) {
        if (!address.equals(refused)) {
            refused = address;
            log.line("agent.http = " + address + " cannot be served: " + why);
        }
    }

    private void stop() {
        if (endpoint != null) {
            endpoint.stop();
        }
        endpoint = null;
        served = null;
    }
}
