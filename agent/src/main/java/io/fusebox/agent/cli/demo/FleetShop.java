package io.fusebox.agent.cli.demo;

import io.fusebox.agent.cli.demo.Event.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A shop of the fleet's demo, and what became of its orders. Safe for use by any thread. */
final class FleetShop {
    private final int number;
    private final Process process;
    private final BiConsumer<FleetShop, String> news;
    private final AtomicInteger paid = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile String state = "CLOSED";

    /** @param news receives the line of the shop's log that its breaker opens */
    FleetShop(int number, Process process, BiConsumer<FleetShop, String> news) {
        this.number = number;
        this.process = process;
        this.news = news;
        read(process.getInputStream(), this::order);
        read(process.getErrorStream(), this::logged);
    }

    private static void read(InputStream stream, Consumer<String> line) {
        Thread reader = new Thread(() -> lines(stream, line), "demo-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private static void lines(InputStream stream, Consumer<String> line) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                line.accept(next);
            }
        } catch (IOException e) {
            // The process was ended.
        }
    }

    private void order(String line) {
        Outcome outcome = Event.Order.of(line).outcome();
        if (outcome == Outcome.PAID) {
            paid.incrementAndGet();
        } else if (outcome == Outcome.FAILED) {
            failed.incrementAndGet();
        }
    }

    private void logged(String line) {
        Event.Logged logged = new Event.Logged(line.replaceFirst("^\\[fusebox] ", ""));
        if (!logged.newState().isEmpty()) {
            if (isClosed()) {
                news.accept(this, logged.news());
            }
            state = logged.newState();
        }
    }

    int number() {
        return number;
    }

    /** Orders that the bank took. */
    int paid() {
        return paid.get();
    }

    /** Orders that asked the dead bank. */
    int failed() {
        return failed.get();
    }

    /** Whether its breaker is closed; it is not from the first opening on, until the bank is well. */
    boolean isClosed() {
        return state.equals("CLOSED");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it, and not its stdin: that would end the demo's files, too. */
    void end() {
        process.toHandle().destroyForcibly();
    }
}
