package io.fusebox.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.Transition;
import io.fusebox.TransitionCause;
import io.fusebox.internal.engine.BreakerId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** States that the configuration file forces (R26). */
class ForcedByFileTest {
    private final Registry registry = new Registry(System::nanoTime);
    private final Breaker breaker = registry.breaker("http", CircuitBreakerSettings.defaults());

    private Breaker key(String key) {
        return registry.breaker(new BreakerId("http", Optional.of(key)), CircuitBreakerSettings.defaults());
    }

    @Test
    void r26_theFileForcesANameItsKeysAndKeysToCome() {
        Breaker before = key("a");
        registry.forceByFile("http", State.FORCED_OPEN);
        assertThat(breaker.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(before.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(key("b").state()).isEqualTo(State.FORCED_OPEN);
        Transition change = breaker.metrics().recentTransitions().get(0);
        assertThat(change.cause()).isEqualTo(TransitionCause.MANUAL);
        assertThat(change.reason()).isEqualTo("by the configuration file");
        registry.forceByFile("http", null);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(key("b").state()).isEqualTo(State.CLOSED);
        assertThat(key("c").state()).isEqualTo(State.CLOSED);
    }

    @Test
    void r26_autoTakesBackNothingThatAnOperatorDid() {
        registry.forceByFile("http", State.FORCED_OPEN);
        Breaker moved = key("moved");
        moved.transitionToForcedClosed();
        Breaker same = key("same");
        same.transitionToForcedOpen();
        registry.forceByFile("http", null);
        assertThat(moved.state()).isEqualTo(State.FORCED_CLOSED);
        assertThat(same.state()).as("an operator's from his own move on").isEqualTo(State.FORCED_OPEN);
        assertThat(same.metrics().recentTransitions()).hasSize(1);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void r26_autoLeavesTheKeysToComeOfAnOperator() {
        registry.forceByFile("http", State.FORCED_OPEN);
        var unused = OperatorMove.FORCE_CLOSE.applyToName(registry, "http", null);
        registry.forceByFile("http", null);
        assertThat(key("new").state()).isEqualTo(State.FORCED_CLOSED);
    }

    @Test
    void r26_whatAnOperatorForcedTheFileTakesOver() {
        breaker.transitionToForcedOpen();
        registry.forceByFile("http", State.FORCED_OPEN);
        registry.forceByFile("http", null);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void r17_r26_newSettingsLeaveTheStateTheFiles() {
        registry.forceByFile("http", State.FORCED_CLOSED);
        registry.configure(
                "http", CircuitBreakerSettings.builder().errorThreshold(1).build());
        assertThat(breaker.state()).isEqualTo(State.FORCED_CLOSED);
        registry.forceByFile("http", null);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }
}
