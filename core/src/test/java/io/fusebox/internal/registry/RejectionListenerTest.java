package io.fusebox.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.Mode;
import io.fusebox.internal.engine.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionListenerTest {
    private final Registry registry = new Registry(new FakeTicker());
    private final Breaker breaker = registry.breaker("payments", CircuitBreakerSettings.defaults());
    private final List<String> told = new ArrayList<>();

    @Test
    void eachIsTold() {
        registry.rejections((name, state, retryAfterNanos) -> told.add(name + " " + state + " " + retryAfterNanos));
        breaker.transitionToOpen(Duration.ofSeconds(2));
        call();
        breaker.transitionToForcedOpen();
        call();
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).isEqualTo("payments OPEN 2000000000");
        assertThat(told.get(1)).startsWith("payments FORCED_OPEN ");
    }

    @Test
    void nobodyIsToldWhatWasNotRejected() {
        registry.rejections((name, state, retryAfterNanos) -> told.add(name));
        breaker.apply(breaker.settings().toBuilder().mode(Mode.OBSERVE).build());
        breaker.transitionToForcedOpen();
        breaker.run(() -> {});
        assertThat(told).isEmpty();
    }

    @Test
    void r15_aListenerThatFailsChangesNoRejection() {
        registry.rejections((name, state, retryAfterNanos) -> {
            throw new IllegalStateException("full");
        });
        breaker.transitionToForcedOpen();
        call();
        assertThat(registry.faults().count()).isEqualTo(1);
        registry.rejections(null);
        call();
        assertThat(registry.faults().count()).isEqualTo(1);
    }

    private void call() {
        assertThatThrownBy(() -> breaker.run(() -> {})).isInstanceOf(CircuitOpenException.class);
    }
}
