package io.fusebox.agent.cli.demo;

import io.fusebox.agent.Version;
import io.fusebox.agent.cli.Failure;
import io.fusebox.agent.cli.Screen;
import io.fusebox.agent.cli.Screen.Colour;
import io.fusebox.agent.cli.demo.Event.Outcome;

/** What happens in the demo, and what is said about it. */
final class Story {
    private static final int QUIET_ORDERS = 3;
    private static final long CLOSING_MILLIS = 10_000;

    private final Stage stage;
    private final Timeline timeline;
    private final Tally tally;
    private final Screen screen;
    private long bankPid;
    private long shopPid;

    Story(Stage stage, Timeline timeline, Screen screen) {
        this.stage = stage;
        this.timeline = timeline;
        this.tally = timeline.tally();
        this.screen = screen;
    }

    /** Tells the story from the beginning to the table of metrics. */
    void tell() throws Failure {
        try {
            introduce();
            bankPid = stage.openBank(0).pid();
            timeline.await("the bank to open", tally::bankIsOpen);
            shopPid = stage.openShop(tally.port()).pid();
            timeline.await("paid orders", () -> tally.orders(Outcome.PAID) == QUIET_ORDERS);
            stage.killBank();
            timeline.await("a probe to fail", () -> tally.openings() == 2);
            bankPid = stage.openBank(tally.port()).pid();
            timeline.await("the breaker to close", () -> tally.state().equals("CLOSED"));
            int paid = tally.orders(Outcome.PAID);
            timeline.await("paid orders", () -> tally.orders(Outcome.PAID) == paid + QUIET_ORDERS);
            report();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void introduce() throws Failure {
        screen.line("Fusebox " + Version.NUMBER + " demo: a shop has its orders paid by a bank. Its code knows\n"
                + "nothing of circuit breakers. This file puts one around the call to the bank:\n");
        Stage.config().lines().forEach(line -> screen.line("  " + screen.in(Colour.CYAN, line)));
        screen.line(
                "\n  $ java -javaagent:fusebox-agent.jar=" + Stage.CONFIG + " -cp " + Stage.SHOP_JAR + " shop.Shop\n");
    }

    /** A reading during which something happened is taken again: all its numbers are to be of one moment. */
    private void report() throws Failure, InterruptedException {
        try (BreakerOverJmx breaker = BreakerOverJmx.of(shopPid)) {
            MetricsTable table;
            int before;
            do {
                int orders = tally.orders();
                timeline.await("an order", () -> tally.orders() > orders);
                timeline.settle();
                before = tally.orders() + tally.requests();
                table = new MetricsTable(breaker.metrics());
                timeline.settle();
            } while (tally.orders() + tally.requests() != before);
            screen.line("\nThe breaker over JMX: " + BreakerOverJmx.NAME + " in process " + shopPid + "\n");
            table.lines().forEach(line -> screen.line("  " + line));
        }
        screen.line("\nOf " + tally.orders() + " orders " + tally.orders(Outcome.PAID) + " were paid, "
                + tally.orders(Outcome.FAILED) + " failed, " + tally.orders(Outcome.REJECTED)
                + " were rejected. The bank received " + tally.requests() + " requests"
                + (tally.requests() == tally.orders(Outcome.PAID)
                        ? ":\nno rejected order got as far as the bank."
                        : "."));
    }

    /** Leaves everything running; comes back never, but by an exception. */
    void keep() throws Failure {
        screen.line("");
        screen.line("Left running until Ctrl-C. Have a look:");
        screen.line("");
        screen.line("  jconsole " + shopPid + "    then MBeans > fusebox > CircuitBreaker > payments: the attributes");
        screen.line("                   move, and operations such as transitionToForcedOpen stop the orders");
        screen.line("  kill -9 " + bankPid + "    kills the bank; it is back after " + CLOSING_MILLIS / 1000 + " s");
        screen.line("  " + stage.configFile());
        screen.line("                   is the configuration");
        screen.line("");
        timeline.showOnlyNews();
        try {
            while (true) {
                timeline.play(CLOSING_MILLIS);
                if (!tally.bankIsOpen()) {
                    timeline.play(CLOSING_MILLIS);
                    bankPid = stage.openBank(tally.port()).pid();
                    timeline.await("the bank to open", tally::bankIsOpen);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
