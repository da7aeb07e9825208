package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.attach.AttachBoard;
import io.fusebox.agent.cli.command.CommandFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The Fusebox of another JVM, over its local JMX connector. */
final class Management implements AutoCloseable {
    private static final ObjectName FUSEBOX = name("fusebox:type=Fusebox");
    private static final ObjectName BREAKERS = name("fusebox:type=CircuitBreaker,*");

    /** The agent publishes its MBeans a moment after the JVM's first JMX client came. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /** For breakers without an agent, which would be there as soon, but need not be there at all. */
    private static final long SHORT_PATIENCE_NANOS = 700_000_000L;

    private static final long PAUSE_MILLIS = 20;

    private final String pid;
    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private Management(String pid, JMXConnector connector) throws IOException {
        this.pid = pid;
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /**
     * Connects and waits until Fusebox is there.
     *
     * @param which a process id or a part of the name of a main class
     */
    static Management of(String which) throws CommandFailed {
        String pid;
        String connector;
        boolean hasAgent;
        try (RunningJvm jvm = RunningJvm.of(which)) {
            pid = jvm.pid();
            Properties board = jvm.board();
            hasAgent = board.getProperty(AttachBoard.VERSION) != null;
            if ("off".equals(board.getProperty(AttachBoard.JMX))) {
                throw new CommandFailed("process " + pid + " shows nothing over JMX: agent.jmx = off in "
                        + board.getProperty(AttachBoard.FILE));
            }
            connector = jvm.connector();
        }
        try {
            Management management = new Management(pid, JMXConnectorFactory.connect(new JMXServiceURL(connector)));
            management.await(hasAgent);
            return management;
        } catch (IOException e) {
            throw Obstacle.toConnecting(pid, e);
        }
    }

    private void await(boolean hasAgent) throws IOException, CommandFailed {
        long begin = System.nanoTime();
        long patience = hasAgent ? PATIENCE_NANOS : SHORT_PATIENCE_NANOS;
        while (!server.isRegistered(FUSEBOX)) {
            if (System.nanoTime() - begin > patience) {
                close();
                throw hasAgent
                        ? new CommandFailed("process " + pid + " has not published its breakers over JMX")
                        : Obstacle.noFusebox(pid);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    String pid() {
        return pid;
    }

    /** The table of breakers, the header first. */
    List<String> overview() throws CommandFailed {
        try {
            return List.of((String[]) server.getAttribute(FUSEBOX, "Breakers"));
        } catch (IOException | JMException e) {
            throw failure(e);
        }
    }

    /** Everything as one JSON object. */
    String snapshot() throws CommandFailed {
        return perform(FUSEBOX, "snapshotJson");
    }

    /** Has the configuration file read again; what came of it. */
    String reload() throws CommandFailed {
        return perform(FUSEBOX, "reload");
    }

    /** The breakers, in the order of their names. */
    List<ObjectName> breakers() throws CommandFailed {
        try {
            List<ObjectName> names = new ArrayList<>(server.queryNames(BREAKERS, null));
            names.sort(null);
            return names;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Performs an operation that answers with a text. */
    String perform(ObjectName bean, String operation) throws CommandFailed {
        try {
            return (String) server.invoke(bean, operation, new Object[0], new String[0]);
        } catch (IOException | JMException e) {
            throw failure(e);
        }
    }

    private CommandFailed failure(Exception e) {
        if (e instanceof IOException || e instanceof InstanceNotFoundException) {
            return Obstacle.lost(pid, e);
        }
        // Fusebox says in words what it refuses and why.
        return new CommandFailed(String.valueOf(e.getMessage()), e);
    }

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // The process is gone, and the connection with it.
        }
    }
}
