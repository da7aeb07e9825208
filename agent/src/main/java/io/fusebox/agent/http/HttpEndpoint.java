package io.fusebox.agent.http;

import com.sun.net.httpserver.HttpServer;
import io.fusebox.agent.config.address.HttpAddress;
import io.fusebox.internal.engine.Environment.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * The JDK's HTTP server with the routes of Fusebox. Started on a daemon thread, so that its own threads are daemons too. Safe
 * for use by any thread.
 */
public final class HttpEndpoint {
    private static final int BACKLOG = 50;

    private final HttpServer server;
    private final RequestThreads threads;

    private HttpEndpoint(HttpServer server, RequestThreads threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to listen.
     *
     * @param at a name or an address of this machine, {@code 0.0.0.0} for all; port 0: one that the system gives
     * @param setting what names the address: {@code agent.http =}
     * @param version of Fusebox
     * @throws IOException if that is not possible; the message says why
     */
    public static HttpEndpoint start(HttpAddress at, String setting, Programs programs, String version, Faults faults)
            throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
        HttpServer server = HttpServer.create(address, BACKLOG);
        RequestThreads threads = new RequestThreads();
        Gate gate = new Gate(List.of(at.host().toLowerCase(Locale.ROOT)), setting);
        server.createContext("/", new Routes(programs, gate, new PageFiles(version), faults));
        server.setExecutor(threads);
        server.start();
        return new HttpEndpoint(server, threads);
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Cuts the clients that take too long; to be called now and then. */
    public void cutSlow() {
        threads.cutSlow();
    }

    /** Ends at once. */
    public void stop() {
        server.stop(0);
        threads.stop();
    }
}
