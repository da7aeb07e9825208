package io.fusebox.agent;

import io.fusebox.agent.attach.AttachBoard;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.operate.CommandChannel;
import io.fusebox.agent.operate.OperatedAgent;
import io.fusebox.agent.operate.RequestFailed;
import io.fusebox.agent.operate.Requests;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the channel for commands when the first one asks for it; nothing of it is loaded before. Guarded by the agent. */
final class CommandSupport implements OperatedAgent {
    private final RunningAgent agent;
    private final Registry registry;
    private final AgentLog log;
    private @Nullable CommandChannel channel;

    CommandSupport(RunningAgent agent, Registry registry, AgentLog log) {
        this.agent = agent;
        this.registry = registry;
        this.log = log;
    }

    /** Opens it, and says where it is. */
    void open() {
        String address = "";
        try {
            BootClasses.defineFigures();
            channel = CommandChannel.open(new Requests(registry, agent, this));
            address = channel.address();
        } catch (IOException | UnsupportedOperationException e) {
            log.line("commands use JMX, since there can be no channel for them: " + e.getMessage());
        }
        AttachBoard.showChannel(address);
    }

    void end() {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    @Override
    public List<String> settings() {
        return agent.settings();
    }

    @Override
    public List<String> explain(String pattern) throws RequestFailed {
        try {
            return agent.explain(MethodPattern.parse(pattern));
        } catch (BadValue bad) {
            throw new RequestFailed("cannot explain " + pattern + ": it " + bad.what() + "; " + bad.instead());
        }
    }

    @Override
    public String follow() throws RequestFailed {
        RunningAgent.Outcome outcome = agent.follow();
        if (!outcome.done()) {
            throw new RequestFailed(outcome.text());
        }
        return outcome.text();
    }
}
