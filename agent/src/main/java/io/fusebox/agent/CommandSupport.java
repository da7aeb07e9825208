package io.fusebox.agent;

import io.fusebox.agent.attach.AttachBoard;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.operate.CommandChannel;
import io.fusebox.agent.operate.Requests;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens the channel for commands when the first one asks for it; nothing of it is loaded before. Guarded by the agent. */
final class CommandSupport {
    private final Registry registry;
    private final AgentLog log;
    /** A {@link CommandChannel}; the verifier would load that class for a field of its type. */
    private @Nullable Object channel;

    CommandSupport(Registry registry, AgentLog log) {
        this.registry = registry;
        this.log = log;
    }

    /** Opens it, unless it is open; where it is, or empty if there can be none. */
    String open(RunningAgent agent) {
        try {
            if (channel == null) {
                BootClasses.defineFigures();
                channel = CommandChannel.open(new Requests(registry, agent, agent));
                AttachBoard.showChannel(address());
            }
            return address();
        } catch (IOException | UnsupportedOperationException e) {
            log.line("commands use JMX, since there can be no channel for them: " + e.getMessage());
            return "";
        }
    }

    private String address() {
        return channel instanceof CommandChannel open ? open.address() : "";
    }

    void end() {
        if (channel instanceof CommandChannel open) {
            open.close();
        }
        channel = null;
    }
}
