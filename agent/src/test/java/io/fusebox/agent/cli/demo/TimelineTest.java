package io.fusebox.agent.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.demo.Event.BankOpened;
import io.fusebox.agent.cli.demo.Event.Logged;
import io.fusebox.agent.cli.demo.Event.Order;
import io.fusebox.agent.cli.demo.Event.Outcome;
import io.fusebox.agent.cli.demo.Event.Request;
import io.fusebox.agent.cli.demo.Event.ShopEnded;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final String REJECTION =
            "io.fusebox.CircuitOpenException\tCircuit breaker 'payments' is OPEN: call not"
                    + " permitted; last error: java.net.ConnectException: Connection refused";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Timeline timeline =
            new Timeline(Screen.plain(new PrintStream(out), new PrintStream(OutputStream.nullOutputStream())));

    @Test
    void probeAndWhatItCausesStandInTheOrderOfThings() throws Exception {
        timeline.add(new Logged("payments: HALF_OPEN -> OPEN: 1 failed probe"));
        timeline.add(Order.of("11\t2\tjava.net.ConnectException\tConnection refused"));
        timeline.add(new Logged("payments: OPEN -> HALF_OPEN: the wait is over"));
        timeline.await("the end", () -> timeline.tally().openings() == 1);
        assertThat(shown())
                .containsExactly(
                        "fusebox  payments: OPEN -> HALF_OPEN: the wait is over",
                        "shop     order 11   failed      2 ms  Connection refused",
                        "fusebox  payments: HALF_OPEN -> OPEN: 1 failed probe");
    }

    @Test
    void rejectionShowsTheState() throws Exception {
        timeline.add(Order.of("7\t0\t" + REJECTION));
        timeline.await("the order", () -> timeline.tally().orders(Outcome.REJECTED) == 1);
        assertThat(shown()).containsExactly("shop     order 7    rejected    0 ms  OPEN: call not permitted");
    }

    @Test
    void coloursAreColoursAndTextOfTheProgramIsText() throws Exception {
        PrintStream none = new PrintStream(OutputStream.nullOutputStream());
        Timeline coloured = new Timeline(Screen.coloured(new PrintStream(out), none));
        coloured.add(Order.of("1\t80\tpaid\treceipt"));
        coloured.add(Order.of("2\t80\tjava.io.IOException\tred \u001b[31malert"));
        coloured.add(new Logged("payments: OPEN -> CLOSED: \u001b[2J"));
        coloured.settle();
        String shown = out.toString(StandardCharsets.UTF_8);
        assertThat(shown).contains("\u001b[32mpaid", "red \\u001b[31malert", "CLOSED: \\u001b[2J");
        assertThat(shown).doesNotContain("\\u001b[32m", "\\u001b[0m");
    }

    @Test
    void rejectedOrderThatReachedTheBankIsFoundOut() throws Exception {
        timeline.add(new Request(6));
        timeline.add(Order.of("6\t80\tpaid\treceipt"));
        timeline.add(Order.of("7\t0\t" + REJECTION));
        timeline.add(new Request(8));
        timeline.add(Order.of("8\t0\t" + REJECTION));
        timeline.await("the orders", () -> timeline.tally().orders() == 3);
        assertThat(timeline.tally().requests()).isEqualTo(2);
        assertThat(timeline.tally().rejectedAtBank()).isEqualTo(1);
    }

    @Test
    void onlyNewsAreShownWhenAskedFor() throws Exception {
        timeline.showOnlyNews();
        timeline.add(Order.of("1\t80\tpaid\treceipt"));
        timeline.add(Order.of("2\t80\tpaid\treceipt"));
        timeline.add(Order.of("3\t0\t" + REJECTION));
        timeline.await("the orders", () -> timeline.tally().orders() == 3);
        assertThat(shown()).hasSize(2).noneMatch(line -> line.contains("order 2"));
    }

    @Test
    void endOfTheShopIsAFailure() {
        timeline.add(new BankOpened(4711));
        timeline.add(new ShopEnded());
        assertThatThrownBy(() -> timeline.await("nothing", () -> false))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("the shop's JVM ended");
        assertThat(shown()).containsExactly("bank     open at port 4711");
    }

    /** Without the times. */
    private List<String> shown() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring("  0.0s  ".length()))
                .toList();
    }
}
