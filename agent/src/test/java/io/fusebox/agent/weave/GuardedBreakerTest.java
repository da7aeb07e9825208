package io.fusebox.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.internal.Registry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the methods of a breaker have in common. */
class GuardedBreakerTest {

    @Test
    void allMethodsShareTheConditionAndTheWayToTheKey() {
        GuardedBreaker guarded =
                guarded("breaker.a.methods = com.acme.A#b\nbreaker.a.key = arg0\nbreaker.a.error-when = result == 5\n");
        assertThat(guarded.condition()).isNotNull().isSameAs(guarded.condition());
        assertThat(guarded.wayToKey()).isNotNull().isSameAs(guarded.wayToKey());
    }

    @Test
    void oneWithoutThemHasNeither() {
        GuardedBreaker guarded = guarded("breaker.a.methods = com.acme.A#b\n");
        assertThat(guarded.condition()).isNull();
        assertThat(guarded.wayToKey()).isNull();
    }

    private static GuardedBreaker guarded(String text) {
        BreakerDefinition definition = new ConfigReader(Map.of(), Map.of())
                .read(text, "f.properties")
                .breakers()
                .get(0);
        return new GuardedBreaker(
                definition, new Registry(System::nanoTime).breaker("a", definition.settings()), null, "a");
    }
}
