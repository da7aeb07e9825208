package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.internal.engine.FakeTicker;
import io.fusebox.internal.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JmxPublisherTest {
    private final Registry registry = new Registry(new FakeTicker());
    private final List<MBeanServer> servers = new ArrayList<>();
    private final JmxPublisher publisher = new JmxPublisher(registry) {
        @Override
        List<MBeanServer> servers() {
            return new ArrayList<>(servers);
        }
    };

    @AfterEach
    void nothingWentWrongInside() {
        assertThat(registry.faults().last()).isNull();
    }

    @Test
    void waitsForAServerThatHasThePlatformsBeans() throws Exception {
        registry.breaker("payments", CircuitBreakerSettings.defaults());
        publisher.look();
        MBeanServer other = MBeanServerFactory.newMBeanServer();
        servers.add(other);
        MBeanServer platform = MBeanServerFactory.newMBeanServer();
        servers.add(platform);
        publisher.look();
        assertThat(count(other)).isZero();
        assertThat(count(platform)).isZero();
        becomesPlatform(platform);
        publisher.look();
        assertThat(count(other)).isZero();
        assertThat(count(platform)).isEqualTo(2);
    }

    @Test
    void publishesFuseboxWithoutAnyBreaker() throws Exception {
        MBeanServer platform = platform();
        publisher.look();
        assertThat(platform.isRegistered(ObjectNames.FUSEBOX)).isTrue();
    }

    @Test
    void goesToTheNextServerWhenItsOwnDisappears() throws Exception {
        MBeanServer first = platform();
        publisher.look();
        servers.clear();
        MBeanServer second = platform();
        publisher.look();
        assertThat(count(first)).isZero();
        assertThat(count(second)).isEqualTo(1);
        servers.clear();
        publisher.look();
        assertThat(count(second)).isZero();
    }

    @Test
    void offTakesTheBeansBackAndOnBringsThemAgain() throws Exception {
        FakeAgent agent = new FakeAgent();
        registry.attach(agent);
        MBeanServer platform = platform();
        publisher.look();
        assertThat(count(platform)).isEqualTo(1);
        agent.jmx = "off";
        publisher.look();
        assertThat(count(platform)).isZero();
        agent.jmx = "read-only";
        publisher.look();
        assertThat(count(platform)).isEqualTo(1);
    }

    @Test
    void closingTakesTheBeansBack() throws Exception {
        MBeanServer platform = platform();
        publisher.look();
        publisher.close();
        assertThat(count(platform)).isZero();
        publisher.close();
    }

    private MBeanServer platform() throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        servers.add(server);
        becomesPlatform(server);
        return server;
    }

    private static void becomesPlatform(MBeanServer server) throws Exception {
        server.registerMBean(new MBeanServerDelegate(), new ObjectName("java.lang:type=Runtime"));
    }

    private static int count(MBeanServer server) throws Exception {
        return server.queryNames(new ObjectName("fusebox:*"), null).size();
    }
}
