package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Login;
import io.fusebox.agent.cli.remote.RemoteConnection;
import io.fusebox.agent.operate.BreakerPattern;
import io.fusebox.agent.operate.Notes;
import io.fusebox.agent.operate.UnknownBreaker;
import io.fusebox.agent.text.TerminalText;
import io.fusebox.internal.registry.OperatorMove;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** The Fusebox of another JVM over JMX: the library without an agent, or a JVM of another machine. */
final class JmxManagement implements Management {
    private static final ObjectName FUSEBOX = name("fusebox:type=Fusebox");
    private static final ObjectName BREAKERS = name("fusebox:type=CircuitBreaker,*");

    /** The agent publishes its MBeans a moment after the JVM's first JMX client came. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /** For breakers without an agent, which would be there as soon, but need not be there at all. */
    private static final long SHORT_PATIENCE_NANOS = 700_000_000L;

    private static final long PAUSE_MILLIS = 20;

    /** How the answer begins if the file cannot be read. */
    private static final String UNCHANGED = "nothing changed: ";

    private final String place;
    private final @Nullable String pid;
    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private JmxManagement(String place, @Nullable String pid, JMXConnector connector) throws IOException {
        this.place = place;
        this.pid = pid;
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /** Connects to that address. */
    static JmxManagement at(String address, @Nullable Login login) throws CommandFailed {
        String url =
                address.startsWith("service:jmx:") ? address : "service:jmx:rmi:///jndi/rmi://" + address + "/jmxrmi";
        try {
            JmxManagement management = new JmxManagement(address, null, RemoteConnection.open(url, login));
            management.await(false);
            return management;
        } catch (SecurityException e) {
            throw new CommandFailed(
                    address + " refuses: " + rootOf(e)
                            + (login == null ? "; give --user NAME and --password-file FILE" : ""),
                    e);
        } catch (IOException e) {
            throw new CommandFailed(
                    "cannot connect to " + address + ": " + rootOf(e)
                            + "; the JVM must run with -Dcom.sun.management.jmxremote.port=<port>, and for TLS this command"
                            + " with java -Djavax.net.ssl.trustStore=<file> -jar ...",
                    e);
        }
    }

    /** Connects to a JVM of this machine, and waits until Fusebox is there. */
    static JmxManagement of(RunningJvm jvm, boolean hasAgent) throws CommandFailed {
        String pid = jvm.pid();
        try {
            JmxManagement management = new JmxManagement(
                    "process " + pid, pid, JMXConnectorFactory.connect(new JMXServiceURL(jvm.connector())));
            management.await(hasAgent);
            return management;
        } catch (IOException e) {
            throw Obstacle.toConnecting(pid, e);
        }
    }

    private static String rootOf(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    private void await(boolean hasAgent) throws IOException, CommandFailed {
        long begin = System.nanoTime();
        long patience = hasAgent ? PATIENCE_NANOS : SHORT_PATIENCE_NANOS;
        while (!server.isRegistered(FUSEBOX)) {
            if (System.nanoTime() - begin > patience) {
                close();
                throw hasAgent || pid == null
                        ? new CommandFailed(place + " has not published its breakers over JMX")
                        : Obstacle.noFusebox(pid);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public List<String> table() throws CommandFailed {
        return lines(FUSEBOX, "Breakers");
    }

    @Override
    public List<String> notes() throws CommandFailed {
        return Notes.of(lines(FUSEBOX, "UnmatchedMethods"), lines(FUSEBOX, "ConfigProblems"));
    }

    @Override
    public String snapshot() throws CommandFailed {
        return perform(FUSEBOX, "snapshotJson");
    }

    @Override
    public String awaitSnapshot() throws CommandFailed {
        return snapshot();
    }

    @Override
    public String reload() throws CommandFailed {
        String told = perform(FUSEBOX, "reload");
        if (told.startsWith(UNCHANGED)) {
            throw new CommandFailed(place + ": " + told);
        }
        List<String> problems = lines(FUSEBOX, "ConfigProblems");
        if (!problems.isEmpty()) {
            throw new CommandFailed(String.join("\n", problems) + '\n' + place + ": " + told);
        }
        return told;
    }

    @Override
    public List<String> move(OperatorMove move, BreakerPattern which, @Nullable Duration wait) throws CommandFailed {
        List<String> sentences = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (ObjectName bean : breakers()) {
            String key = keyOf(bean);
            String name = bean.getKeyProperty("name");
            all.add(key == null ? name : name + '[' + key + ']');
            if (which.means(name, key)) {
                String sentence = wait == null
                        ? perform(bean, move.operation())
                        : perform(bean, move.operation(), wait.toSeconds());
                sentences.add(TerminalText.of(sentence));
            }
        }
        if (sentences.isEmpty()) {
            throw new CommandFailed(place + " " + TerminalText.of(UnknownBreaker.message(which.toString(), all)));
        }
        return sentences;
    }

    @Override
    public List<String> settings() throws CommandFailed {
        throw new CommandFailed(
                "settings in force are known through the agent only: run the command on the machine of " + place);
    }

    @Override
    public List<String> explain(String pattern) throws CommandFailed {
        throw new CommandFailed("the reasons are known to the agent only: run the command on the machine of " + place);
    }

    @Override
    public List<String> methods() throws CommandFailed {
        return lines(FUSEBOX, "GuardedMethods");
    }

    @Override
    public List<String> events() throws CommandFailed {
        List<String> events = new ArrayList<>();
        for (ObjectName bean : breakers()) {
            String key = keyOf(bean);
            String name = bean.getKeyProperty("name") + (key == null ? "" : '[' + key + ']');
            for (String line : lines(bean, "RecentTransitions")) {
                int time = "2026-11-23 14:05:22.123".length();
                events.add(line.substring(0, time) + "  " + name + line.substring(time));
            }
        }
        events.sort(null);
        return events;
    }

    private List<ObjectName> breakers() throws CommandFailed {
        try {
            List<ObjectName> names = new ArrayList<>(server.queryNames(BREAKERS, null));
            names.sort(null);
            return names;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static @Nullable String keyOf(ObjectName bean) {
        String key = bean.getKeyProperty("key");
        return key == null || !key.startsWith("\"") ? key : ObjectName.unquote(key);
    }

    private List<String> lines(ObjectName bean, String attribute) throws CommandFailed {
        try {
            return List.of((String[]) server.getAttribute(bean, attribute));
        } catch (IOException | JMException e) {
            throw failure(e);
        }
    }

    private String perform(ObjectName bean, String operation) throws CommandFailed {
        return perform(bean, operation, new Object[0], new String[0]);
    }

    private String perform(ObjectName bean, String operation, long seconds) throws CommandFailed {
        return perform(bean, operation, new Object[] {seconds}, new String[] {long.class.getName()});
    }

    private String perform(ObjectName bean, String operation, Object[] values, String[] types) throws CommandFailed {
        try {
            return (String) server.invoke(bean, operation, values, types);
        } catch (IOException | JMException e) {
            throw failure(e);
        }
    }

    private CommandFailed failure(Exception e) {
        if (e instanceof IOException || e instanceof InstanceNotFoundException) {
            return pid == null ? new CommandFailed(place + " answers no more", e) : Obstacle.lost(pid, e);
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
