package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.attach.AttachBoard;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Login;
import io.fusebox.agent.operate.BreakerPattern;
import io.fusebox.internal.registry.OperatorMove;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The Fusebox of another JVM, however it is reached. For one thread. */
public interface Management extends AutoCloseable {

    /**
     * Connects: to an agent on this machine through its channel, to a library without an agent over local JMX, to another
     * machine over the JMX connector that it offers.
     *
     * @param which a process id, a part of the name of a main class, or {@code host:port}
     */
    static Management of(String which) throws CommandFailed {
        return of(which, null);
    }

    /**
     * Connects in the same way.
     *
     * @param login for a JMX connector that asks who comes
     */
    static Management of(String which, @Nullable Login login) throws CommandFailed {
        if (isAddress(which)) {
            return JmxManagement.at(which, login);
        }
        try (RunningJvm jvm = RunningJvm.of(which)) {
            return of(jvm);
        }
    }

    private static Management of(RunningJvm jvm) throws CommandFailed {
        Properties board = jvm.board();
        boolean hasAgent = board.getProperty(AttachBoard.VERSION) != null;
        if ("off".equals(board.getProperty(AttachBoard.JMX))) {
            throw new CommandFailed("process " + jvm.pid() + " shows nothing over JMX: agent.jmx = off in "
                    + board.getProperty(AttachBoard.FILE));
        }
        if (hasAgent) {
            ChannelManagement channel = ChannelManagement.of(jvm);
            if (channel != null) {
                return channel;
            }
        }
        return JmxManagement.of(jvm, hasAgent);
    }

    /**
     * Connects to the agent of a JVM of this machine. Nothing of the JVM changes if it has none.
     *
     * @return null if there is no agent
     */
    static @Nullable Management ofAgent(String pid) throws CommandFailed {
        try (RunningJvm jvm = RunningJvm.of(pid)) {
            return jvm.version() == null ? null : of(jvm);
        }
    }

    /** Whether that is the address of a JMX connector rather than a process: {@code host:port} or {@code service:jmx:...}. */
    static boolean isAddress(String which) {
        return which.startsWith("service:jmx:") || which.matches("[^:/\\s]+:\\d{1,5}|\\[[0-9a-fA-F:.]+\\]:\\d{1,5}");
    }

    /** Whose Fusebox it is: {@code process 4711} or {@code app.acme.com:9010}. */
    String place();

    /** The table of breakers, the header first. */
    List<String> table() throws CommandFailed;

    /** What should be known besides: patterns that guard nothing, problems. */
    List<String> notes() throws CommandFailed;

    /** Everything as one JSON object. */
    String snapshot() throws CommandFailed;

    /** The same, however long it takes: until the JVM has ended, or somebody closes this from another thread. */
    String awaitSnapshot() throws CommandFailed;

    /** Has the configuration file read again; what came of it. Fails if the file has problems. */
    String reload() throws CommandFailed;

    /** Moves the breakers that are meant; a sentence for each. */
    List<String> move(OperatorMove move, BreakerPattern which, @Nullable Duration wait) throws CommandFailed;

    /** Every setting in force and where it comes from. */
    List<String> settings() throws CommandFailed;

    /** What is woven, with its breaker. */
    List<String> methods() throws CommandFailed;

    /** What becomes of the methods that a pattern means, a line each. */
    List<String> explain(String pattern) throws CommandFailed;

    /** The last changes of state of all breakers, oldest first. */
    List<String> events() throws CommandFailed;

    @Override
    void close();
}
