package io.fusebox.agent.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SPEC 11: an order says what it reaches, and what it does not. */
class FleetMoveTest {
    private final StoredFleet store = new StoredFleet();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void s11_anOrderNamesTheJvmsThatDoNotObeyAndWhy() throws Exception {
        store.view = new Fleets()
                .jvm("pod-1", "7", "payments||CLOSED|0")
                .jvm("pod-2", "7", "payments||CLOSED|0||observe")
                .jvm("pod-3", "7", "payments||CLOSED|0||off")
                .jvm("pod-4", "7", "http||CLOSED|0")
                .jvm("pod-5", "7", "http||CLOSED|0")
                .view();

        assertThat(give("force-open", "payments"))
                .containsExactly("payments: force-open on 1 of 5 JVMs of fleet shop within 2 seconds, and on those that"
                        + " start later, until auto");
        assertThat(lines(err))
                .containsExactly(
                        "not on 1 JVM: the breaker's mode is observe there, so it rejects nothing: pod-2/7",
                        "not on 1 JVM: the breaker's mode is off there, so it rejects nothing: pod-3/7",
                        "not on 2 JVMs: there is no such breaker now: pod-4/7, pod-5/7");
        assertThat(store.given).containsExactly("shop payments force-open");
    }

    @Test
    void s11_anOrderThatRejectsNothingReachesEveryMode() throws Exception {
        store.view = new Fleets()
                .jvm("pod-1", "7", "payments||CLOSED|0||observe")
                .jvm("pod-2", "7", "payments||CLOSED|0||off")
                .view();

        assertThat(give("force-close", "payments").get(0)).startsWith("payments: force-close on 2 JVMs of fleet shop");
        assertThat(lines(err)).isEmpty();
    }

    @Test
    void s11_anOrderForANameReachesAJvmThatHasOneOfItsKeys() throws Exception {
        store.view = new Fleets()
                .jvm("pod-1", "7", "http|a|CLOSED|0||observe", "http|b|CLOSED|0")
                .jvm("pod-2", "7", "http|a|CLOSED|0")
                .jvm("pod-3", "7", "http|b|CLOSED|0")
                .order("http[b]", "force-close", "ann", "")
                .view();

        assertThat(give("force-open", "http").get(0)).startsWith("http: force-open on 3 JVMs of fleet shop");
        assertThat(lines(err))
                .containsExactly("http[b] keeps its own order: force-close by ann at 1970-01-01T00:00:00Z");
        assertThat(give("force-open", "http[a]").get(0)).startsWith("http[a]: force-open on 1 of 3 JVMs");
    }

    @Test
    void s11_anAutoForAKeyNamesTheOrderForItsName() throws Exception {
        store.view = new Fleets()
                .jvm("pod-1", "7", "http|a|FORCED_CLOSED|0")
                .order("http", "force-open", "ann", "ill")
                .order("http[a]", "force-close", "bob", "")
                .view();

        assertThat(give("auto", "http[a]").get(0)).startsWith("http[a]: auto on 1 JVM of fleet shop");
        assertThat(lines(err))
                .containsExactly(
                        "the order for http is in force for it again: force-open by ann at 1970-01-01T00:00:00Z: ill");
    }

    @Test
    void s11_theOrdersOfAFleetWithoutJvmsAreShown() {
        store.view = new Fleets().order("payments", "force-open", "ann", "ill").view();
        Screen screen = Screen.plain(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThatThrownBy(() -> new FleetStatus(false).perform(store, "shop", screen))
                .hasMessageStartingWith("no JVM of fleet shop has been heard of in the last 10 seconds");
        assertThat(lines(err)).containsExactly("payments: force-open by ann at 1970-01-01T00:00:00Z: ill");
    }

    @Test
    void s11_aFleetThatIsNamedIsThereIfItHasAnOrder() throws Exception {
        FleetTarget target = new FleetTarget("redis://r", "blog", null);
        store.view = new Fleets().order("payments", "force-open", "ann", "").view();
        assertThat(target.fleet(store)).isEqualTo("blog");

        store.view = new Fleets().view();
        assertThatThrownBy(() -> target.fleet(store)).hasMessageStartingWith("there is no fleet 'blog' at redis://r; ");
        assertThat(target.fleetForAuto(store)).isEqualTo("blog");
    }

    @Test
    void s11_aReachSaysOfHowManyJvmsItKnowsNothing() throws Exception {
        FleetView known = new Fleets().jvm("pod-1", "7", "payments||CLOSED|0").view();
        store.view = new FleetView("shop", known.members(), List.of(), 2);

        give("force-open", "payments");
        assertThat(lines(err))
                .containsExactly("not known for 2 JVMs: their version of Fusebox writes what this one cannot read");
    }

    @Test
    void s11_manyJvmsThatDoNotObeyAreCounted() throws Exception {
        Fleets fleets = new Fleets().jvm("pod-0", "7", "payments||CLOSED|0");
        for (int i = 1; i <= 5; i++) {
            fleets.jvm("pod\u001b" + i, "7");
        }
        store.view = fleets.view();

        give("force-open", "payments");
        assertThat(lines(err))
                .singleElement()
                .asString()
                .endsWith(" and 2 more")
                .doesNotContain("\u001b");
    }

    @Test
    void s11_anOrderThatRedisLostCanBeTakenBackWhileNoJvmPolls() throws Exception {
        assertThat(give("auto", "payments"))
                .containsExactly(
                        "payments: auto is kept for fleet shop; no JVM of it polls Redis now; Redis had no order"
                                + " for it, but a JVM may remember one");
        assertThat(store.given).containsExactly("shop payments auto");
    }

    @Test
    void s11_anAutoWithoutAnOrderIsRefusedWhileJvmsPoll() {
        store.view = new Fleets().jvm("pod-1", "7", "payments||CLOSED|0").view();

        assertThatThrownBy(() -> give("auto", "payments"))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("there is no order for payments in fleet shop");
        assertThat(store.given).isEmpty();
    }

    private List<String> give(String operation, String breaker) throws CommandFailed {
        out.reset();
        err.reset();
        Screen screen = Screen.plain(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        new FleetMove(operation, breaker, "").perform(store, "shop", screen);
        return lines(out);
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
