package io.fusebox.agent.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.table.Canvas;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        assertThat(watch.picture(store, "shop", screen))
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo(AWAY + "; watch goes on");

        store.problem = null;
        store.view = new Fleets().jvm("pod-1", "7", "payments||CLOSED|0").view();
        List<String> table = watch.picture(store, "shop", screen);
        store.problem = "\u001b[2J" + AWAY;
        List<String> old = watch.picture(store, "shop", screen);

        assertThat(old.get(0)).contains(" as of ").contains("fleet shop: 1 JVM, 1 breaker");
        assertThat(old.subList(1, old.size() - 1)).isEqualTo(table.subList(1, table.size()));
        assertThat(old).last().asString().endsWith("; watch goes on").doesNotContain("\u001b");
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
