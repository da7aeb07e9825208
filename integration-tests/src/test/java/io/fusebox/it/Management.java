package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;

/** A forked JVM's breakers as somebody outside sees them, over JMX. */
final class Management implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private Management(JMXConnector connector) throws Exception {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /** Connects and waits until Fusebox has published itself, which takes it a moment. */
    static Management of(ForkedJvm jvm) throws Exception {
        return of(jvm.pid());
    }

    /** The same for any JVM. */
    static Management of(long pid) throws Exception {
        Management management = new Management(ForkedJvm.connect(pid));
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> management.server.isRegistered(new ObjectName("fusebox:type=Fusebox")));
        return management;
    }

    /** An attribute of a breaker. */
    Object of(String breaker, String attribute) throws Exception {
        // That of a key comes with its first call.
        await().atMost(LIMIT).until(() -> server.isRegistered(breaker(breaker)));
        return server.getAttribute(breaker(breaker), attribute);
    }

    long count(String breaker, String attribute) throws Exception {
        return ((Number) of(breaker, attribute)).longValue();
    }

    String state(String breaker) throws Exception {
        return of(breaker, "State").toString();
    }

    /** The methods that are woven for a breaker. */
    List<String> methods(String breaker) throws Exception {
        return Arrays.asList((String[]) of(breaker, "Methods"));
    }

    /** An attribute of Fusebox itself. */
    Object ofFusebox(String attribute) throws Exception {
        return server.getAttribute(new ObjectName("fusebox:type=Fusebox"), attribute);
    }

    List<String> unmatched() throws Exception {
        return Arrays.asList((String[]) ofFusebox("UnmatchedMethods"));
    }

    Object operate(String breaker, String operation) throws Exception {
        await().atMost(LIMIT).until(() -> server.isRegistered(breaker(breaker)));
        return server.invoke(breaker(breaker), operation, new Object[0], new String[0]);
    }

    /** Has the configuration file read again; what came of it. */
    String reload() throws Exception {
        return server.invoke(new ObjectName("fusebox:type=Fusebox"), "reload", new Object[0], new String[0])
                .toString();
    }

    /** Fusebox met no fault of its own, and told all its news. */
    void assertNoFault() throws Exception {
        assertThat(ofFusebox("LastInternalError")).isIn(null, "");
        assertThat(ofFusebox("InternalErrorCount")).isEqualTo(0L);
        assertThat(ofFusebox("DroppedEventCount")).isEqualTo(0L);
    }

    private static ObjectName breaker(String name) throws JMException {
        return new ObjectName("fusebox:type=CircuitBreaker,name=" + name);
    }

    @Override
    public void close() throws Exception {
        connector.close();
    }
}
