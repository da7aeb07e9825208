package io.fusebox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.engine.FakeTicker;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All breakers of a program, from code and from the agent's file. */
class RegistryTest {
    private static final CircuitBreakerSettings NINE =
            CircuitBreakerSettings.builder().errorThreshold(9).build();

    private final Registry registry = new Registry(new FakeTicker());

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(registry.faults().count()).isZero();
        registry.events().stop(20_000);
    }

    private Breaker make(String name) {
        return registry.breaker(name, CircuitBreakerSettings.defaults());
    }

    @Test
    void whatTheFileSaysIsStrongerThanWhatTheCodeSays() {
        registry.configure("payments", NINE);
        assertThat(registry.find(BreakerId.of("payments"))).isNull();
        assertThat(make("payments").settings()).isEqualTo(NINE);
        assertThat(make("other").settings()).isEqualTo(CircuitBreakerSettings.defaults());
    }

    @Test
    void r17_existingBreakersGetWhatTheFileSaysAlsoThoseOfItsKeys() {
        Breaker plain = make("http");
        Breaker keyed =
                registry.breaker(new BreakerId("http", Optional.of("acme.com")), CircuitBreakerSettings.defaults());
        Breaker other = make("https");
        registry.configure("http", NINE);
        assertThat(plain.settings()).isEqualTo(NINE);
        assertThat(keyed.settings()).isEqualTo(NINE);
        assertThat(other.settings()).isEqualTo(CircuitBreakerSettings.defaults());
        registry.forget("http");
        assertThat(plain.settings()).isEqualTo(NINE);
        assertThat(registry.breaker(new BreakerId("http", Optional.of("new.com")), CircuitBreakerSettings.defaults())
                        .settings())
                .isEqualTo(CircuitBreakerSettings.defaults());
    }

    @Test
    void aBreakerOfAKeyNamesItsKey() {
        Breaker keyed = registry.breaker(new BreakerId("http", Optional.of("acme.com")), NINE);
        assertThat(keyed.key()).contains("acme.com");
        assertThat(keyed.metrics().key()).contains("acme.com");
        keyed.transitionToForcedOpen();
        assertThatThrownBy(() -> keyed.run(() -> {})).hasMessageContaining("'http[acme.com]'");
        assertThat(keyed.metrics().recentTransitions().get(0).key()).contains("acme.com");
    }

    @Test
    void theOrderOfAllIsByNameAndThenByKey() {
        make("b");
        make("a.b");
        make("a");
        registry.breaker(new BreakerId("a", Optional.of("2")), NINE);
        registry.breaker(new BreakerId("a", Optional.of("1")), NINE);
        assertThat(registry.all())
                .extracting(breaker -> breaker.id().toString())
                .containsExactly("a", "a[1]", "a[2]", "a.b", "b");
        registry.remove(BreakerId.of("a"));
        assertThat(registry.all()).hasSize(4);
        assertThat(make("a")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "external_api", "a-b.c", "."})
    void goodNames(String name) {
        assertThat(make(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pay ments", "a/b", "a:b", "größe", "a,b", "a=b", "[", "@", "`", "{"})
    void badNames(String name) {
        assertThatThrownBy(() -> make(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "a breaker's name has only letters, digits, dots, underscores and hyphens, but '" + name
                                + "' has '");
    }

    @Test
    void anEmptyName() {
        assertThatThrownBy(() -> make("")).hasMessage("a breaker's name must not be empty");
    }
}
