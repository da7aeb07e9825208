package io.fusebox.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.engine.FakeTicker;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RegistryByNameTest {
    private final Registry registry = new Registry(new FakeTicker());

    private static CircuitBreakerSettings settings(int threshold) {
        return CircuitBreakerSettings.builder().errorThreshold(threshold).build();
    }

    /** A search through all breakers for each name takes minutes here. */
    @Test
    @Timeout(20)
    void eachOfManyNamesIsConfiguredOnItsOwn() {
        int many = 50_000;
        for (int i = 0; i < many; i++) {
            registry.breaker("svc-" + i, CircuitBreakerSettings.defaults());
        }
        for (int i = 0; i < many; i++) {
            registry.configure("svc-" + i, settings(3));
            registry.configureMode("svc-" + i, Mode.OBSERVE);
        }
        assertThat(registry.named("svc-777")).singleElement().satisfies(breaker -> assertThat(
                        breaker.settings().errorThreshold())
                .hasValue(3));
        for (int i = 0; i < many; i++) {
            registry.forget("svc-" + i);
        }
        assertThat(registry.all()).isEmpty();
    }

    @Test
    void r17_aNameConfiguresItsKeysAndNoOtherName() {
        Breaker plain = registry.breaker("http", settings(5));
        Breaker keyed = registry.breaker(new BreakerId("http", Optional.of("a")), settings(5));
        Breaker other = registry.breaker("http2", settings(5));
        registry.configure("http", settings(7));
        assertThat(plain.settings().errorThreshold()).hasValue(7);
        assertThat(keyed.settings().errorThreshold()).hasValue(7);
        assertThat(other.settings().errorThreshold()).hasValue(5);
        assertThat(registry.named("http")).containsExactly(plain, keyed);
        assertThat(registry.all()).containsExactly(plain, keyed, other);
    }

    @Test
    void saysWhichBreakersComeAndGo() {
        Set<BreakerId> changed = new HashSet<>();
        registry.onMembership(changed::add);
        Breaker breaker = registry.breaker("http", settings(5));
        assertThat(changed).containsExactly(breaker.id());
        changed.clear();
        registry.breaker("http", settings(5));
        assertThat(changed).isEmpty();
        registry.remove(breaker.id());
        assertThat(changed).containsExactly(breaker.id());
    }
}
