package io.fusebox.agent.http;

import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.config.address.HttpAddress;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;

/** The endpoint of the program that the agent is in. Safe for use by any thread. */
public final class ProgramEndpoint {
    private final OwnProgram program;
    private final HttpEndpoint endpoint;

    private ProgramEndpoint(OwnProgram program, HttpEndpoint endpoint) {
        this.program = program;
        this.endpoint = endpoint;
    }

    /**
     * Starts to listen; on a daemon thread, so that the server's threads are daemons too.
     *
     * @param version of Fusebox
     * @throws IOException if that is not possible; the message says why
     */
    public static ProgramEndpoint start(Registry registry, AgentOptions options, HttpAddress address, String version)
            throws IOException {
        OwnProgram program = new OwnProgram(registry, options);
        return new ProgramEndpoint(
                program, HttpEndpoint.start(address, "agent.http =", program, version, registry.faults()));
    }

    /** Other options are in force. */
    public void follow(AgentOptions options) {
        program.follow(options);
    }

    /** The port that it listens on. */
    public int port() {
        return endpoint.port();
    }

    /** Cuts the clients that take too long; to be called now and then. */
    public void cutSlow() {
        endpoint.cutSlow();
    }

    /** Ends at once. */
    public void stop() {
        endpoint.stop();
    }
}
