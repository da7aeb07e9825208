package io.fusebox.agent.cli.demo;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.fusebox.agent.cli.command.CommandFailed;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The shop's breaker as a tool sees it: over a connection to a JVM that was not prepared for it. */
final class BreakerOverJmx implements AutoCloseable {
    static final String NAME = "fusebox:type=CircuitBreaker,name=payments";

    private static final long LIMIT_SECONDS = 10;
    private static final long PAUSE_MILLIS = 50;

    private final JMXConnector connector;
    private final ObjectName name;

    private BreakerOverJmx(JMXConnector connector, ObjectName name) {
        this.connector = connector;
        this.name = name;
    }

    static BreakerOverJmx of(long pid) throws CommandFailed, InterruptedException {
        try {
            JMXConnector connector = connect(pid);
            BreakerOverJmx breaker = new BreakerOverJmx(connector, new ObjectName(NAME));
            breaker.await();
            return breaker;
        } catch (IOException | AttachNotSupportedException | MalformedObjectNameException e) {
            throw new CommandFailed("no JMX connection to process " + pid + ": " + e, e);
        } catch (NoClassDefFoundError e) {
            throw new CommandFailed("this Java cannot attach to another JVM: run the demo with a whole JDK", e);
        }
    }

    private static JMXConnector connect(long pid) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    /** The agent publishes soon after the JVM's first client has come, not before. */
    private void await() throws IOException, CommandFailed, InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        MBeanServerConnection connection = connector.getMBeanServerConnection();
        while (!connection.isRegistered(name)) {
            if (System.nanoTime() - limit > 0) {
                throw new CommandFailed("the shop shows no " + NAME + " over JMX");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** These attributes as of one moment, as they come with one request. */
    List<Attribute> read(String... attributes) throws CommandFailed {
        try {
            return connector
                    .getMBeanServerConnection()
                    .getAttributes(name, attributes)
                    .asList();
        } catch (IOException | JMException e) {
            throw new CommandFailed("cannot read " + NAME + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // The shop is gone, and the connection with it.
        }
    }
}
