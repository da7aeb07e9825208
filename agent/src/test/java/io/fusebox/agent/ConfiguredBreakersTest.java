package io.fusebox.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.log.Logs;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void r26_theFileForcesAStateAsLongAsItSaysSo() {
        ConfiguredBreakers guarding = guarding(RIGHT + "breaker.a.state = forced-open\n");
        assertState(State.FORCED_OPEN);
        follow(guarding, RIGHT + "breaker.a.state = forced-closed\n");
        assertState(State.FORCED_CLOSED);
        follow(guarding, RIGHT + "breaker.a.state = auto\n");
        assertState(State.CLOSED);
    }

    @Test
    void r26_whatAnOperatorDoesHoldsUntilTheWordOfTheFileChanges() {
        ConfiguredBreakers guarding = guarding(RIGHT + "breaker.a.state = forced-open\n");
        registry.all().get(0).transitionToClosed();
        follow(guarding, RIGHT + "breaker.a.state = forced-open\nbreaker.a.success-threshold = 7\n");
        assertState(State.CLOSED);
        registry.all().get(0).transitionToForcedClosed();
        follow(guarding, RIGHT);
        assertState(State.FORCED_CLOSED);
        follow(guarding, RIGHT + "breaker.a.state = forced-open\n");
        assertState(State.FORCED_OPEN);
    }

    @Test
    void r26_aFileWithAProblemChangesNoState() {
        ConfiguredBreakers guarding = guarding(RIGHT + "breaker.a.state = forced-open\n");
        follow(guarding, WRONG);
        assertState(State.FORCED_OPEN);
        follow(guarding, RIGHT);
        assertState(State.CLOSED);
    }

    @Test
    void r26_aBreakerOfCodeGetsItsStateBackWhenTheFileDropsItAndWhenTheAgentGoes() {
        registry.forCode("a", CircuitBreakerSettings.defaults());
        ConfiguredBreakers guarding = guarding(RIGHT + "breaker.a.state = forced-open\n");
        guarding.drop(guarding.follow(configuration("breaker.b.methods = com.acme.B#c\n")));
        assertState(State.CLOSED);
        follow(guarding, RIGHT + "breaker.a.state = forced-open\n");
        assertState(State.FORCED_OPEN);
        guarding.unbind();
        assertState(State.CLOSED);
    }

    @Test
    void r26_theDefaultOfTheFileForcesBreakersThatMethodsName() {
        ConfiguredBreakers guarding = guarding("defaults.state = forced-open\n");
        assertThat(guarding.breaker("named").state()).isEqualTo(State.FORCED_OPEN);
        follow(guarding, "");
        assertThat(guarding.breaker("named").state()).isEqualTo(State.CLOSED);
    }

    @Test
    void r25_thePathIsFollowedUntilTheAgentGoes() {
        ConfiguredBreakers guarding = guarding(RIGHT + "breaker.a.reset-timeout-from = exception.getMessage()\n");
        var source = registry.all().get(0).settings().resetTimeoutFrom().orElseThrow();
        assertThat(source.read(new IOException("17"), null)).isEqualTo("17");
        guarding.unbind();
        assertThat(source.read(new IOException("17"), null)).isNull();
    }

    private void assertState(State state) {
        assertThat(registry.all().get(0).name()).isEqualTo("a");
        assertThat(registry.all().get(0).state()).isEqualTo(state);
    }

    private static void follow(ConfiguredBreakers guarding, String text) {
        var unused = guarding.follow(configuration(text));
    }

    @Test
    void r17_aReloadGivesKeysTheirSettingsAndLeavesOthersAsAnOperatorMadeThem() {
        String http = "breaker.http.methods = com.acme.A#b\nbreaker.http.key = arg0\n";
        ConfiguredBreakers guarding = guarding(http + "breaker.http[*.eu].error-threshold = 3\n");
        Breaker eu = keyed("a.eu");
        Breaker us = keyed("a.us");
        assertThat(eu.settings().errorThreshold()).hasValue(3);
        assertThat(us.settings().errorThreshold()).hasValue(5);
        us.apply(us.settings().toBuilder().errorThreshold(77).build());

        var unused = guarding.follow(configuration(http + "breaker.http[*.eu].error-threshold = 4\n"));
        assertThat(eu.settings().errorThreshold()).hasValue(4);
        assertThat(us.settings().errorThreshold()).hasValue(77);
        assertThat(keyed("b.eu").settings().errorThreshold()).hasValue(4);

        unused = guarding.follow(configuration(http));
        assertThat(eu.settings().errorThreshold()).hasValue(5);
        assertThat(us.settings().errorThreshold()).hasValue(77);
        assertThat(keyed("c.eu").settings().errorThreshold()).hasValue(5);
    }

    @Test
    void r20_theModeOfAllHoldsForKeysToo() {
        ConfiguredBreakers guarding = guarding(
                "breaker.http.methods = com.acme.A#b\nbreaker.http.key = arg0\nbreaker.http[a].mode = observe\n");
        Breaker observed = keyed("a");
        Breaker other = keyed("b");
        guarding.mode(Mode.OFF);
        assertThat(observed.settings().mode()).isEqualTo(Mode.OFF);
        assertThat(keyed("c").settings().mode()).isEqualTo(Mode.OFF);
        guarding.mode(Mode.ENFORCE);
        assertThat(observed.settings().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(other.settings().mode()).isEqualTo(Mode.ENFORCE);
    }

    private Breaker keyed(String key) {
        Breaker unkeyed = registry.breaker("http", CircuitBreakerSettings.defaults());
        return registry.breaker(new BreakerId("http", Optional.of(key)), unkeyed.settings());
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
