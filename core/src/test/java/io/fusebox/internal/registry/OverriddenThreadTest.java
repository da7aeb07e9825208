package io.fusebox.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.internal.engine.FakeTicker;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The methods of a thread of the program may fail. Neither Fusebox nor what it uses of the JDK calls them. */
class OverriddenThreadTest {
    private final Registry registry = new Registry(new FakeTicker());

    @Test
    void r15_aThreadWithoutAnIdTripsTheBreakerAsAnyOther() throws Exception {
        Breaker breaker = registry.breaker("payments", CircuitBreakerSettings.defaults());
        AtomicInteger rejected = new AtomicInteger();
        Thread caller =
                new Thread(() -> {
                    for (int i = 0; i < 20; i++) {
                        try (var call = breaker.enter()) {
                            call.failure(new IllegalStateException("down"));
                        } catch (CircuitOpenException rejection) {
                            rejected.incrementAndGet();
                        }
                    }
                }) {
                    @Override
                    public long getId() {
                        throw new IllegalArgumentException("no id");
                    }
                };
        caller.start();
        caller.join();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.metrics().totalErrorCount()).isEqualTo(5);
        assertThat(rejected).hasValue(15);
        assertThat(registry.faults().count()).isZero();
    }
}
