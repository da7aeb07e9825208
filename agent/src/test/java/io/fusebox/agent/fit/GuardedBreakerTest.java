package io.fusebox.agent.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.internal.registry.Registry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the methods of a breaker have in common. */
class GuardedBreakerTest {

    @Test
    void methodsShareTheConditionAndTheWayToTheKeyIfTheyReadTheSameMembers() throws Exception {
        GuardedBreaker guarded =
                guarded("breaker.a.methods = com.acme.A#b\nbreaker.a.key = arg0\nbreaker.a.error-when = result == 5\n");
        Expression errorWhen = Expression.condition("result == 5");
        assertThat(guarded.condition(new ResolvedExpression<>(errorWhen, "result == 5", "x", false)))
                .isSameAs(guarded.condition(new ResolvedExpression<>(errorWhen, "result == 5", "x", false)))
                .isNotSameAs(guarded.condition(new ResolvedExpression<>(errorWhen, "result == 5", "y", false)))
                .hasToString("result == 5");
        Expression.Path key = Expression.path("arg0");
        assertThat(guarded.wayToKey(new ResolvedExpression<>(key, "arg0", "x", false)))
                .isSameAs(guarded.wayToKey(new ResolvedExpression<>(key, "arg0", "x", false)))
                .isNotSameAs(guarded.wayToKey(new ResolvedExpression<>(key, "arg0", "y", false)));
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
