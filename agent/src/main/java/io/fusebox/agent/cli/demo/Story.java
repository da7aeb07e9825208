package io.fusebox.agent.cli.demo;

import io.fusebox.agent.attach.AgentVersion;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.command.Screen.Colour;
import io.fusebox.agent.cli.demo.Event.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.management.Attribute;

/** What happens in the demo, and the text about it. */
final class Story {
    private static final String[] FIGURES = {
        "State",
        "TotalSuccessCount",
        "TotalErrorCount",
        "TotalRejectedCount",
        "TotalLateCount",
        "ActiveCalls",
        "OpenCount",
        "LastErrorType",
        "LastErrorMessage"
    };
    private static final String SUGGESTED = "shop.properties";
    private static final int QUIET_ORDERS = 3;
    private static final long CLOSED_MILLIS = 10_000;

    private final Stage stage;
    private final Timeline timeline;
    private final OrderTotals tally;
    private final Screen screen;
    private final boolean keep;

    Story(Stage stage, Timeline timeline, Screen screen, boolean keep) {
        this.stage = stage;
        this.timeline = timeline;
        this.tally = timeline.tally();
        this.screen = screen;
        this.keep = keep;
    }

    /** Tells the story from the beginning to the commands that begin one with the reader's own program. */
    void tell() throws CommandFailed, InterruptedException {
        introduce();
        stage.openBank(0);
        timeline.await("the bank to open", tally::bankIsOpen);
        long shop = stage.openShop(tally.port());
        timeline.await("paid orders", () -> tally.orders(Outcome.PAID) == QUIET_ORDERS);
        stage.killBank();
        timeline.await("a probe to fail", () -> tally.openings() == 2);
        long bank = stage.openBank(tally.port());
        timeline.await("the breaker to close", () -> tally.state().equals("CLOSED"));
        FutureTask<BreakerOverJmx> connecting = inBackground(() -> BreakerOverJmx.of(shop));
        int paid = tally.orders(Outcome.PAID);
        timeline.await(
                "paid orders and a JMX connection",
                () -> tally.orders(Outcome.PAID) >= paid + QUIET_ORDERS && connecting.isDone());
        try (BreakerOverJmx breaker = resultOf(connecting)) {
            report(breaker);
        }
        secondAct(shop);
        if (keep) {
            stay(shop, bank);
        }
    }

    private static <T> FutureTask<T> inBackground(Callable<T> task) {
        FutureTask<T> result = new FutureTask<>(task);
        Thread thread = new Thread(result, "demo-background");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static <T> T resultOf(FutureTask<T> done) throws CommandFailed, InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof CommandFailed failure ? failure : new CommandFailed(String.valueOf(cause), e);
        }
    }

    private void introduce() throws CommandFailed {
        screen.line("Fusebox " + AgentVersion.NUMBER + " demo: a shop has its orders paid by a bank. Its code knows\n"
                + "nothing of circuit breakers. This file puts one around the call to the bank:\n");
        Stage.config().lines().forEach(line -> screen.styled("  " + screen.in(Colour.CYAN, line)));
        screen.line(
                "\n  $ java -javaagent:fusebox-agent.jar=" + Stage.CONFIG + " -cp " + Stage.SHOP_JAR + " shop.Shop\n");
    }

    /** A reading during which something happened is taken again: all numbers are to be of one moment. */
    private void report(BreakerOverJmx breaker) throws CommandFailed, InterruptedException {
        List<Attribute> figures;
        int before;
        do {
            int orders = tally.orders();
            timeline.await("an order", () -> tally.orders() > orders);
            timeline.settle();
            before = tally.orders() + tally.requests();
            figures = breaker.read(FIGURES);
            timeline.settle();
        } while (tally.orders() + tally.requests() != before);
        screen.line("\nThe breaker over JMX, " + BreakerOverJmx.NAME + ":\n");
        for (Attribute figure : figures) {
            screen.line(String.format(Locale.ROOT, "  %-18s  %s", figure.getName(), figure.getValue()));
        }
        screen.line("\n" + tally.orders() + " orders: " + tally.orders(Outcome.PAID) + " paid, "
                + tally.orders(Outcome.FAILED) + " failed, " + tally.orders(Outcome.REJECTED) + " rejected.");
        int strayed = tally.rejectedAtBank();
        screen.line("The bank received " + tally.requests() + " requests, "
                + (strayed == 0 ? "none" : Integer.toString(strayed)) + " for a rejected order.");
    }

    /** How the reader comes to such a file for a program whose methods nobody knows. */
    private void secondAct(long shop) {
        screen.line("""

                Nobody needs to know the shop's code. The first of these commands watches a
                running shop for a minute and writes a file, the second puts it in force:
                """);
        screen.line("  $ java -jar fusebox-agent.jar suggest " + shop + " --out " + SUGGESTED);
        screen.line("  $ java -jar fusebox-agent.jar attach " + shop + ' ' + SUGGESTED);
    }

    /** Leaves everything running; returns by an exception only. */
    private void stay(long shop, long bank) throws CommandFailed, InterruptedException {
        screen.line("\nLeft running until Ctrl-C, with a line here when something changes.");
        screen.line("  See    jconsole " + shop + ", then MBeans > fusebox > CircuitBreaker > payments");
        screen.line("  Steer  the operations there: transitionToForcedOpen rejects every order");
        screen.line(
                "  Break  kill process " + bank + ", the bank; it opens again after " + CLOSED_MILLIS / 1000 + " s\n");
        timeline.showOnlyNews();
        while (true) {
            timeline.play(() -> !tally.bankIsOpen());
            timeline.play(CLOSED_MILLIS);
            stage.openBank(tally.port());
            timeline.await("the bank to open", tally::bankIsOpen);
        }
    }
}
