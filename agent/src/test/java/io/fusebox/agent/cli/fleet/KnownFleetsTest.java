package io.fusebox.agent.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** SPEC 11: a fleet whose JVMs have gone is no fleet that lives. */
class KnownFleetsTest {
    private static final String URL = "redis://r:1";

    @Test
    void aFleetThatIsGoneIsNoneToChooseFrom() throws Exception {
        KnownFleets fleets = new KnownFleets(Map.of("shop", 900L, "old", 720_000L));

        assertThat(fleets.only(URL)).isEqualTo("shop");
        assertThat(fleets.contains("old")).isTrue();
        assertThat(fleets.text()).isEqualTo("there is shop; gone: old (last heard 12 min ago)");
        assertThat(fleets.lastHeard("old")).isEqualTo("last heard 12 min ago");
        assertThat(fleets.lastHeard("none")).isNull();
    }

    @Test
    void theOnlyFleetThatWasIsMeantWhereNoneIs() throws Exception {
        assertThat(new KnownFleets(Map.of("old", 45_000L)).only(URL)).isEqualTo("old");
    }

    @Test
    void severalAreToldWithWhenTheyWereHeard() {
        assertThatThrownBy(() -> new KnownFleets(Map.of("shop", 900L, "blog", 10_000L, "old", 45_000L)).only(URL))
                .hasMessage("there are several fleets at redis://r:1: add --name with one of blog, shop;"
                        + " gone: old (last heard 45 s ago)");
        assertThatThrownBy(() -> new KnownFleets(Map.of("old", 45_000L, "older", 3_540_000L)).only(URL))
                .hasMessage("no fleet at redis://r:1 has JVMs that run: old (last heard 45 s ago),"
                        + " older (last heard 59 min ago)");
        assertThatThrownBy(() -> new KnownFleets(Map.of()).only(URL))
                .hasMessage("there is no fleet at redis://r:1: no JVM with fleet.url set to it runs");
    }

    @Test
    void aNameFromRedisDoesNothingToTheTerminal() {
        KnownFleets fleets = new KnownFleets(Map.of("a\u001b[2J", 1L, "b\u001b[H", 1L, "c\u001b[1A", 60_000L));

        assertThat(fleets.text()).doesNotContain("\u001b");
        assertThatThrownBy(() -> fleets.only(URL)).message().doesNotContain("\u001b");
    }
}
