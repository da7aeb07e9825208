package io.fusebox.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.log.Logs;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.registry.Registry;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The breakers of a configuration. */
class ConfiguredBreakersTest {
    private static final String WRONG = "breaker.a.methods = com.acme.A#b\nbreaker.a.error-threshold = many\n";
    private static final String RIGHT = "breaker.a.methods = com.acme.A#b\nbreaker.a.error-threshold = 3\n";

    private final Registry registry = new Registry(System::nanoTime);

    @Test
    void aBreakerThatIsLeftOutForItsProblemsIsNotMadeForMethodsThatNameIt() {
        ConfiguredBreakers guarding = guarding(WRONG);
        assertThatThrownBy(() -> guarding.breaker("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("left out");
        assertThat(registry.all()).isEmpty();
        assertThat(guarding.breaker("b").settings().errorThreshold()).hasValue(5);
    }

    @Test
    void itIsMadeWhenTheFileIsMended() {
        ConfiguredBreakers guarding = guarding(WRONG);
        var unused = guarding.follow(configuration(RIGHT));
        assertThat(guarding.breaker("a").settings().errorThreshold()).hasValue(3);
    }

    @Test
    void aBreakerThatWorkedStaysAsItWas() {
        ConfiguredBreakers guarding = guarding(RIGHT);
        assertThat(guarding.follow(configuration(WRONG))).isEmpty();
        assertThat(guarding.guards()).hasSize(1);
        assertThat(registry.all()).singleElement().satisfies(breaker -> assertThat(
                        breaker.settings().errorThreshold())
                .hasValue(3));
    }

    private ConfiguredBreakers guarding(String text) {
        return new ConfiguredBreakers(
                registry, new Weaving(instrumentation(), Logs.nowhere(), registry, 0), configuration(text));
    }

    private static Configuration configuration(String text) {
        return new ConfigReader(Map.of(), Map.of()).read(text, "f.properties");
    }

    /** Nothing is loaded yet. */
    private static Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                Instrumentation.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError(method);
                });
    }
}
