package io.fusebox.agent.cli.demo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The events of all processes, one after the other. Any thread adds; the demo's own thread counts and shows them while it
 * waits for the story to go on.
 *
 * <p>They come from several pipes, some written by threads beside the one that calls: what belongs to one call would come
 * in any order. So each kind is held back for a while that puts it in its place: a breaker half-opens before the call that
 * probes it, the call ends, and then the breaker moves.
 */
final class Timeline {
    private static final long LIMIT_SECONDS = 40;
    private static final long CALL_MILLIS = 40;
    private static final long AFTER_CALL_MILLIS = 2 * CALL_MILLIS;

    private final DelayQueue<Entry> entries = new DelayQueue<>();
    private final long begin = System.nanoTime();
    private final OrderTotals tally = new OrderTotals();
    private final Screen screen;
    private final Lines lines;
    private volatile boolean ended;

    Timeline(Screen screen) {
        this.screen = screen;
        this.lines = new Lines(screen);
    }

    /** What happened so far; only for the demo's own thread. */
    OrderTotals tally() {
        return tally;
    }

    /** Of the orders, shows from now on only those that end otherwise than the one before. */
    void showOnlyNews() {
        lines.onlyNews();
    }

    void add(Event event) {
        entries.add(new Entry(event, System.nanoTime() + MILLISECONDS.toNanos(holdBack(event))));
    }

    /** Adds an event for each line of the stream, until its end. */
    void addAll(InputStream stream, Function<String, Event> event) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(event.apply(line));
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }

    /** From now on there is nothing to show. */
    void end() {
        ended = true;
    }

    private static long holdBack(Event event) {
        if (event instanceof Event.Order || event instanceof Event.BankKilled || event instanceof Event.ShopEnded) {
            return CALL_MILLIS;
        }
        return event instanceof Event.Logged logged && !logged.newState().equals("HALF_OPEN") ? AFTER_CALL_MILLIS : 0;
    }

    /** Shows what happens until the condition holds, which is looked at after each event. */
    void await(String what, BooleanSupplier condition) throws CommandFailed, InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (!showNext(limit - System.nanoTime())) {
                throw new CommandFailed("waited " + LIMIT_SECONDS + " s in vain for " + what);
            }
        }
    }

    /** Shows what happens until the condition holds, however long that takes. */
    void play(BooleanSupplier until) throws CommandFailed, InterruptedException {
        while (!until.getAsBoolean()) {
            showNext(Long.MAX_VALUE);
        }
    }

    /** Shows what happens for a while. */
    void play(long millis) throws CommandFailed, InterruptedException {
        long end = System.nanoTime() + MILLISECONDS.toNanos(millis);
        boolean more = true;
        while (more) {
            more = showNext(end - System.nanoTime());
        }
    }

    /** Shows what has happened, held back as it may be. */
    void settle() throws CommandFailed, InterruptedException {
        play(AFTER_CALL_MILLIS + CALL_MILLIS);
    }

    private boolean showNext(long nanos) throws CommandFailed, InterruptedException {
        Entry entry = entries.poll(nanos, NANOSECONDS);
        if (ended) {
            throw new InterruptedException("the demo ends");
        }
        if (entry == null) {
            return false;
        }
        tally.count(entry.event);
        lines.show(entry.event, entry.due - begin);
        if (screen.isGone()) {
            throw new CommandFailed("nobody reads the output any more");
        }
        if (entry.event instanceof Event.ShopEnded) {
            throw new CommandFailed("the shop's JVM ended, which is no part of the demo");
        }
        return true;
    }

    private record Entry(Event event, long due) implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(due - ((Entry) other).due, 0);
        }
    }
}
