package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.engine.FakeTicker;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/** A registry with the breaker {@code payments}, published on an MBean server of its own. */
final class Fixture {
    final FakeTicker ticker = new FakeTicker();
    final Registry registry = new Registry(ticker);
    final Breaker payments = registry.breaker("payments", CircuitBreakerSettings.defaults());
    final MBeanServer server = MBeanServerFactory.newMBeanServer();
    final MBeanRegistrar publication = new MBeanRegistrar(registry, server);
    final ObjectName name = ObjectNames.of(BreakerId.of("payments"));

    Fixture() {
        publication.refresh();
    }

    Breaker keyed(String key) {
        return registry.breaker(new BreakerId("http", Optional.of(key)), CircuitBreakerSettings.defaults());
    }

    Object get(String attribute) throws Exception {
        return server.getAttribute(name, attribute);
    }

    static void fail(Breaker breaker, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> breaker.call(() -> {
                        throw new IOException("refused");
                    }))
                    .isInstanceOfAny(IOException.class, CircuitOpenException.class);
        }
    }
}
