package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.address.FleetOptions;
import io.fusebox.agent.config.source.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SPEC 11: what a configuration says of the fleet comes true, or a line says that it does not. */
class FleetNotesTest {
    private static final String URL = "fleet.url = redis://redis.example.com\n";
    private static final String NO_FLEET =
            "fleet: this JVM joins no fleet while a setting of the fleet has a problem; after a"
                    + " reload it stays in the fleet that it is in";

    /** With the default in place of the bad value, the JVM would be in a fleet that nobody meant. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fleet.name = the shop",
                "fleet.nmae = shop",
                "fleet.name = shop\nfleet.name = blog",
                "fleet.name =",
                "fleet.quorum = 2",
                "fleet.password-file =",
            })
    void s11_aJvmWithABadSettingOfTheFleetJoinsNone(String bad) {
        Configuration configuration = read(URL + bad + "\nbreaker.b.fleet = share");

        assertThat(configuration.problems()).hasSize(1);
        assertThat(configuration.agent().fleet()).isNull();
        assertThat(configuration.notes()).containsExactly(NO_FLEET);
        assertThat(configuration.breakers()).hasSize(1);
    }

    @Test
    void s11_aJvmStaysInItsFleetAsItIsWhenAReloadHasABadSetting() {
        Configuration before = read(URL + "fleet.name = shop");
        Configuration bad = read("fleet.url = redis://other.example.com\nfleet.name = the shop");

        FleetOptions fleet = Objects.requireNonNull(bad.after(before).agent().fleet());
        assertThat(fleet).isEqualTo(before.agent().fleet());
        assertThat(fleet.name()).isEqualTo("shop");
        assertThat(read("").after(before).agent().fleet()).isNull();
    }

    @Test
    void s11_aBreakerThatFollowsNoFleetIsTold() {
        assertThat(read("breaker.b.fleet = share").notes())
                .containsExactly("breaker.b.fleet = share has no effect without fleet.url; add fleet.url ="
                        + " redis://HOST:6379");
        assertThat(read("defaults.fleet = observe\nbreaker.b.error-threshold = 2")
                        .notes())
                .containsExactly("defaults.fleet = observe has no effect without fleet.url; add fleet.url ="
                        + " redis://HOST:6379");
        assertThat(read("fleet.url = none\nbreaker.b.fleet = share").notes()).hasSize(1);
        assertThat(read("fleet.url = redis://HOST:6379\nbreaker.b.fleet = share")
                        .notes())
                .isEmpty();
        assertThat(read("breaker.b.fleet = off").notes()).isEmpty();
    }

    @Test
    void s11_aWaitThatEndsBeforeTheFleetAnswersIsTold() {
        String why = " is too short for fleet = share: this JVM probes before it has asked the fleet; write ";
        assertThat(shared("breaker.b.reset-timeout = 500ms"))
                .containsExactly("breaker.b.reset-timeout = 500ms" + why + "2s");
        assertThat(shared("breaker.b.reset-timeout = 2s\nbreaker.b.reset-timeout-jitter = 20%"))
                .containsExactly("breaker.b.reset-timeout = 2s (1s600ms with its jitter)" + why + "3s");
        assertThat(shared("breaker.b.reset-timeout-jitter = 100%"))
                .containsExactly("breaker.b.reset-timeout-jitter = 100%: the wait" + why + "50%");
        assertThat(shared("breaker.b.key = arg0\nbreaker.b[slow].reset-timeout = 1s"))
                .containsExactly("breaker.b[slow].reset-timeout = 1s" + why + "2s");
        assertThat(shared("defaults.reset-timeout = 1s")).containsExactly("breaker.b.reset-timeout = 1s" + why + "2s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "breaker.b.reset-timeout = 2s",
                "breaker.b.reset-timeout = 3s\nbreaker.b.reset-timeout-jitter = 20%",
                "breaker.b.reset-timeout-jitter = 50%",
                "breaker.other.reset-timeout = 1s",
            })
    void aWaitThatIsLongEnoughIsNotTold(String text) {
        assertThat(shared(text)).isEmpty();
    }

    private static List<String> shared(String text) {
        Configuration configuration = read(URL + "breaker.b.fleet = share\n" + text);
        assertThat(configuration.problems()).extracting(Problem::toString).isEmpty();
        return configuration.notes();
    }

    private static Configuration read(String text) {
        return new ConfigReader(Map.of(), Map.of()).read(text, "f.properties");
    }
}
