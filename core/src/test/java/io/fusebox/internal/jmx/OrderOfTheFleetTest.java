package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.OperatorMove;
import io.fusebox.internal.registry.Registry;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who moves a breaker for which the fleet has an order hears of it, by every way that a move can come. */
class OrderOfTheFleetTest {
    private static final String ORDER = "But the fleet's order stands: force-open by ann.";

    private final Registry registry = new Registry(() -> 1);
    private final Breaker bank = registry.breaker("bank", CircuitBreakerSettings.defaults());
    private String ordered = "bank";

    @BeforeEach
    void attach() {
        registry.attach(new FakeAgent() {
            @Override
            public String orderFor(Breaker breaker) {
                return breaker.name().equals(ordered) ? ORDER : "";
            }
        });
    }

    @Test
    void r04_aMoveOverJmxSaysThatTheOrderStands() {
        String said = BreakerOperations.perform(registry, bank, "transitionToClosed", new Object[0]);

        assertThat(said).startsWith("bank is now CLOSED").endsWith("open it at 5. " + ORDER);
        assertThat(bank.state()).isEqualTo(State.CLOSED);
        ordered = "other";
        assertThat(BreakerOperations.perform(registry, bank, "transitionToClosed", new Object[0]))
                .endsWith("open it at 5.");
    }

    @Test
    void r04_aMoveOfANameSaysOnceThatTheOrderStandsForItsKeys() {
        for (String key : new String[] {"a", "b", "c"}) {
            registry.breaker(new BreakerId("bank", Optional.of(key)), CircuitBreakerSettings.defaults());
        }

        assertThat(OperatorMove.CLOSE.applyToName(registry, "bank", null))
                .startsWith("bank and its 3 keys are now CLOSED")
                .containsOnlyOnce(ORDER);
        registry.detach();
        assertThat(OperatorMove.CLOSE.apply(registry, bank, null)).doesNotContain("fleet");
    }
}
