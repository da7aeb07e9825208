package io.fusebox.agent.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.table.Canvas;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SPEC 11: {@code fleet watch} goes on while Redis is away. */
class FleetWatchTest {
    private static final String AWAY = "redis://h:6379: Connection refused";

    private final StoredFleet store = new StoredFleet();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final Screen screen = Screen.plain(stream, stream);
    private final Canvas canvas = new Canvas(screen);

    @Test
    void s11_aRedisThatGoesAndComesBackIsToldOnceEach() {
        FleetWatch watch = new FleetWatch(false);
        store.view = new Fleets().jvm("pod-1", "7", "payments||CLOSED|0").view();
        look(watch);
        store.problem = AWAY;
        look(watch);
        look(watch);
        store.problem = null;
        look(watch);
        look(watch);

        assertThat(told())
                .containsExactly(
                        "the fleet  1 JVM",
                        "payments  CLOSED",
                        "the fleet  " + AWAY + "; watch goes on",
                        "the fleet  1 JVM");
    }

    @Test
    void s11_anotherTroubleWithRedisIsTold() {
        FleetWatch watch = new FleetWatch(false);
        store.problem = AWAY;
        look(watch);
        store.problem = "redis://h:6379 refuses the password, or the user of the URL";
        look(watch);

        assertThat(told()).hasSize(2).last().asString().contains("refuses the password");
    }

    @Test
    void s11_theScreenShowsTheLastTableAndWhyItIsOld() {
        FleetWatch watch = new FleetWatch(false);
        store.problem = AWAY;
        assertThat(watch.picture(store, "shop", screen, 200))
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo("watch goes on: " + AWAY);

        store.problem = null;
        store.view = new Fleets().jvm("pod-1", "7", "payments||CLOSED|0").view();
        List<String> table = watch.picture(store, "shop", screen, 200);
        store.problem = "\u001b[2J" + AWAY;
        List<String> old = watch.picture(store, "shop", screen, 200);

        assertThat(old.get(0)).contains(" as of ").contains("fleet shop: 1 JVM, 1 breaker");
        assertThat(old.subList(1, old.size() - 1)).isEqualTo(table.subList(1, table.size()));
        assertThat(old).last().asString().startsWith("watch goes on: ").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 200})
    void s11_theScreenSaysHowToQuitAndThatItGoesOnAtAnyWidth(int columns) {
        FleetWatch watch = new FleetWatch(false);
        store.view = new Fleets()
                .jvm("pod-1", "7", "payments||CLOSED|0")
                .order("payments", "force-open", "ann@a-machine-with-a-long-name", "the bank is down for maintenance")
                .view();
        watch.picture(store, "shop", screen, columns);
        store.problem = AWAY + " after a failover that nobody expected on this day";
        List<String> lines = watch.picture(store, "shop", screen, columns);

        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        assertThat(lines.get(0)).endsWith("  q quits");
        assertThat(lines).last().asString().startsWith("watch goes on: redis://h:6379");
    }

    private void look(FleetWatch watch) {
        watch.show(store, "shop", canvas, screen);
    }

    /** Without the clock at its beginning. */
    private List<String> told() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d  ", ""))
                .toList();
    }
}
