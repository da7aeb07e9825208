package io.fusebox.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.internal.Registry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the methods of a breaker have in common. */
class GuardedBreakerTest {

    @Test
    void methodsShareTheConditionAndTheWayToTheKeyIfTheyReadTheSameMembers() throws Exception {
        GuardedBreaker guarded =
                guarded("breaker.a.methods = com.acme.A#b\nbreaker.a.key = arg0\nbreaker.a.error-when = result == 5\n");
        Expression errorWhen = Expression.condition("result == 5");
        assertThat(guarded.condition(new Found<>(errorWhen, "x")))
                .isSameAs(guarded.condition(new Found<>(errorWhen, "x")))
                .isNotSameAs(guarded.condition(new Found<>(errorWhen, "y")))
                .hasToString("result == 5");
        Expression.Path key = Expression.path("arg0");
        assertThat(guarded.wayToKey(new Found<>(key, "x")))
                .isSameAs(guarded.wayToKey(new Found<>(key, "x")))
                .isNotSameAs(guarded.wayToKey(new Found<>(key, "y")));
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
