package io.fusebox.internal.jmx;

import io.fusebox.internal.registry.AgentView;
import io.fusebox.internal.registry.Registry;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the program's MBean server and publishes the breakers there, as long as it is there.
 *
 * <p>It never makes a server: {@code ManagementFactory.getPlatformMBeanServer()} would initialise {@code java.util.logging}
 * and fix the server's class before the program had its say. A server is taken once it has the platform's MBeans, which
 * tells it from servers that a program made for purposes of its own.
 */
public class JmxPublisher {
    /** As {@code ManagementFactory.RUNTIME_MXBEAN_NAME}, which would load that class. */
    private static final String RUNTIME = "java.lang:type=Runtime";

    private final Registry registry;
    private @Nullable MBeanRegistrar publication;

    public JmxPublisher(Registry registry) {
        this.registry = registry;
    }

    /** Brings the MBeans into line with the breakers and the servers. */
    public void look() {
        MBeanRegistrar now = publication;
        if (now != null && (!isWanted() || !servers().contains(now.server()))) {
            close();
            now = null;
        }
        if (now == null) {
            MBeanServer server = isWanted() ? find() : null;
            if (server == null) {
                return;
            }
            now = new MBeanRegistrar(registry, server);
            publication = now;
        }
        now.refresh();
    }

    private boolean isWanted() {
        AgentView agent = registry.agent();
        return agent == null || !agent.jmx().equals("off");
    }

    private @Nullable MBeanServer find() {
        for (MBeanServer server : servers()) {
            if (isPlatform(server)) {
                return server;
            }
        }
        return null;
    }

    /** The servers that are there, in the order in which they were made. Tests give their own. */
    List<MBeanServer> servers() {
        return MBeanServerFactory.findMBeanServer(null);
    }

    /** A server may be of any class of the program, and may be half set up or half shut down. */
    private static boolean isPlatform(MBeanServer server) {
        try {
            return server.isRegistered(ObjectName.getInstance(RUNTIME));
        } catch (Exception notNow) {
            return false;
        }
    }

    /** Removes all MBeans. */
    public void close() {
        MBeanRegistrar ending = publication;
        publication = null;
        if (ending != null) {
            ending.close();
        }
    }
}
