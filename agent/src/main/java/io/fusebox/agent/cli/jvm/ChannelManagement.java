package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.operate.BreakerPattern;
import io.fusebox.agent.operate.ChannelClient;
import io.fusebox.agent.operate.Request;
import io.fusebox.agent.operate.RequestFailed;
import io.fusebox.internal.registry.OperatorMove;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The agent of a JVM of this machine, through its {@link ChannelClient channel}. */
final class ChannelManagement implements Management {
    private final String pid;
    private final ChannelClient channel;

    private ChannelManagement(String pid, ChannelClient channel) {
        this.pid = pid;
        this.channel = channel;
    }

    /** Connects; has the agent open its channel if this is the first command. Null if that system has no such channels. */
    static @Nullable ChannelManagement of(RunningJvm jvm) throws CommandFailed {
        String pid = jvm.pid();
        String socket = jvm.channel();
        if (socket == null) {
            return null;
        }
        Optional<ChannelManagement> channel = Patience.inShort(pid, () -> {
            try {
                return Optional.of(new ChannelManagement(pid, ChannelClient.connect(pid, socket)));
            } catch (IOException e) {
                // Somebody cleaned up the folder, say.
                return Optional.empty();
            }
        });
        return channel.orElse(null);
    }

    @Override
    public String place() {
        return "process " + pid;
    }

    @Override
    public List<String> table() throws CommandFailed {
        return quick(Request.TABLE);
    }

    @Override
    public List<String> notes() throws CommandFailed {
        return quick(Request.NOTES);
    }

    @Override
    public String snapshot() throws CommandFailed {
        return quick(Request.SNAPSHOT).get(0);
    }

    @Override
    public String awaitSnapshot() throws CommandFailed {
        return await(Request.SNAPSHOT);
    }

    @Override
    public String reload() throws CommandFailed {
        return await(Request.RELOAD);
    }

    private String await(Request request) throws CommandFailed {
        try {
            return channel.ask(request).get(0);
        } catch (RequestFailed refused) {
            throw new CommandFailed(place() + ": " + refused.getMessage(), refused);
        } catch (IOException e) {
            throw Obstacle.lost(pid, e);
        }
    }

    @Override
    public List<String> move(OperatorMove move, BreakerPattern which, @Nullable Duration wait) throws CommandFailed {
        return quick(Request.MOVE, move.word(), which.toString(), wait == null ? "" : Long.toString(wait.toSeconds()));
    }

    @Override
    public List<String> settings() throws CommandFailed {
        return quick(Request.CONFIG);
    }

    @Override
    public List<String> methods() throws CommandFailed {
        return quick(Request.METHODS);
    }

    @Override
    public List<String> explain(String pattern) throws CommandFailed {
        return quick(Request.EXPLAIN, pattern);
    }

    @Override
    public List<String> events() throws CommandFailed {
        return quick(Request.EVENTS);
    }

    /** What an agent answers at once, unless its JVM is stopped. */
    private List<String> quick(Request request, String... arguments) throws CommandFailed {
        return Patience.inShort(pid, () -> {
            try {
                return channel.ask(request, arguments);
            } catch (RequestFailed refused) {
                throw new CommandFailed(place() + " " + refused.getMessage(), refused);
            } catch (IOException e) {
                throw Obstacle.lost(pid, e);
            }
        });
    }

    @Override
    public void close() {
        channel.close();
    }
}
