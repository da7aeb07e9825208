package io.fusebox.agent.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.cli.command.Screen;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of a fleet says what stands out, on any terminal. */
class FleetTableTest {
    private final FleetTable table = new FleetTable(Screen.plain(System.out, System.err));

    private static Fleets shops() {
        return new Fleets()
                .jvm("pod-1", "7", "payments||CLOSED|1", "http|api.acme.com|OPEN|5|refused early")
                .jvm("pod-2", "7", "payments||CLOSED|0", "http|api.acme.com|OPEN|6|refused")
                .jvm("pod-3", "7", "payments||OPEN|5", "http|api.acme.com|OPEN|0");
    }

    @Test
    void whatIsNotClosedComesFirstWithTheOddOneOut() {
        assertThat(table.lines(shops().view(), 0))
                .containsExactly(
                        "NAME                STATE             JVMS  SUCCESS  ERROR  REJECTED  ODD ONE OUT      LAST ERROR",
                        "http[api.acme.com]  OPEN                 3       30     11         0                   java.io.IOException: refused",
                        "payments            OPEN 1, CLOSED 2     3       30      6         0  OPEN on pod-3/7");
    }

    @Test
    void anOrderStandsBesideTheBreakersItMeans() {
        FleetView view = shops().order("http", "force-open", "ann@laptop", "the bank is ill")
                .view();

        assertThat(table.lines(view, 200).get(1)).contains("force-open by ann@laptop");
        assertThat(table.lines(view, 200).get(2)).doesNotContain("force-open");
        assertThat(FleetStatus.notes(view))
                .containsExactly("http: force-open by ann@laptop at 1970-01-01T00:00:00Z: the bank is ill");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 200})
    void linesFitTheTerminal(int width) {
        FleetView view = shops().order("http", "force-open", "ann@a-machine-with-a-long-name", "")
                .view();

        assertThat(table.lines(view, width)).hasSize(3).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(width));
        assertThat(table.lines(view, width).get(0)).startsWith("NAME").contains("STATE", "ERROR");
    }

    @Test
    void hostileTextIsShownAndDoesNothing() {
        FleetView view = new Fleets()
                .jvm("h\u001b[2J", "1\u001b]0;x", "pay\u001b[31m||OPEN\u001b[0m|1|\u001b[1A")
                .jvm("b", "2", "pay\u001b[31m||CLOSED|1")
                .jvm("c", "2", "pay\u001b[31m||CLOSED|1")
                .order("pay\u001b[31m", "auto\u001b[1A", "\u001b[2Kann", "\u001b[H")
                .view();

        assertThat(table.lines(view, 0)).allSatisfy(line -> assertThat(line).doesNotContain("\u001b"));
        assertThat(FleetStatus.notes(view)).allSatisfy(line -> assertThat(line).doesNotContain("\u001b"));
        assertThat(table.lines(view, 0).get(1)).contains("pay\\u001b[31m", "on h\\u001b[2J/1\\u001b]0;x");
    }

    @Test
    void theSumCountsWhatIsNotClosedEverywhere() {
        assertThat(shops().view().sum()).isEqualTo("fleet shop: 3 JVMs, 2 breakers (2 not closed everywhere)");
        assertThat(new Fleets()
                        .jvm("a", "1", "x||CLOSED|0")
                        .order("x", "auto", "ann", "")
                        .view()
                        .sum())
                .isEqualTo("fleet shop: 1 JVM, 1 breaker, 1 order");
    }

    @Test
    void thereIsNoOddOneWithoutAMajority() {
        Fleets two = new Fleets().jvm("a", "1", "x||CLOSED|0").jvm("b", "1", "x||OPEN|0");

        assertThat(two.view().breakers()).singleElement().satisfies(breaker -> {
            assertThat(breaker.states()).isEqualTo("OPEN 1, CLOSED 1");
            assertThat(breaker.oddOneOut()).isEmpty();
        });
    }

    @Test
    void ofManyOddOnesTheNumberIsSaid() {
        Fleets fleet = new Fleets();
        for (int i = 0; i < 10; i++) {
            fleet.jvm("h" + i, "1", i < 3 ? "x||OPEN|0" : "x||CLOSED|0");
        }

        assertThat(fleet.view().breakers().get(0).oddOneOut()).isEqualTo("OPEN on 3 JVMs");
        assertThat(List.of(fleet.view().breakers().get(0).gravest())).containsExactly("OPEN");
    }
}
