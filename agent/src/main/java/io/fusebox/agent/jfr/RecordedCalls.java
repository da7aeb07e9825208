package io.fusebox.agent.jfr;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.ValueKind;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.engine.Outcome;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Puts each guarded call into the recordings that want it. Breakers tell the ends of their calls only as long as there is such
 * a recording; Fusebox's own thread looks. Safe for use by any thread.
 */
final class RecordedCalls implements Runnable {
    /** In place of an {@link Outcome}, whose first letter stands for it. */
    private static final char REJECTED = 'R';

    private final Registry registry;
    private final Map<String, Known> breakers = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final EventType type;

    /** Puts the breakers into each new chunk. It takes no lock: the recorder holds its own then. */
    private final Runnable beginChunk = new Runnable() {
        @Override
        public void run() {
            for (Known known : breakers.values()) {
                define(known);
            }
        }
    };

    private volatile boolean wanted;

    /** Makes the events known to the recorder. */
    RecordedCalls(Registry registry) {
        this.registry = registry;
        FlightRecorder.register(CallEvent.class);
        FlightRecorder.register(BreakerEvent.class);
        FlightRecorder.addPeriodicEvent(BreakerEvent.class, beginChunk);
        type = EventType.getEventType(CallEvent.class);
    }

    /** Ends it. */
    void end() {
        wanted = false;
        FlightRecorder.removePeriodicEvent(beginChunk);
        FlightRecorder.unregister(CallEvent.class);
        FlightRecorder.unregister(BreakerEvent.class);
    }

    /** Whether a recording wants the calls. */
    boolean areWanted() {
        return wanted;
    }

    /** Looks whether a recording wants them, and has breakers follow; those, too, that are new since the last look. */
    @Override
    public void run() {
        boolean now = type.isEnabled();
        if (!now && !wanted) {
            return;
        }
        wanted = now;
        for (Breaker breaker : registry.all()) {
            breaker.followListener();
        }
        if (!now) {
            breakers.clear();
        }
        breakers.values().removeIf(known -> settingsOf(known.id) == null);
        for (Known known : breakers.values()) {
            if (!Objects.equals(known.settings, settingsOf(known.id))) {
                define(known);
            }
        }
    }

    /** A call has ended. */
    void ended(String breaker, Outcome outcome, long nanos, boolean observed) {
        commit(breaker, outcome.name().charAt(0), Math.max(0, nanos), observed);
    }

    /** A call was rejected. */
    void rejected(String breaker) {
        if (wanted) {
            commit(breaker, REJECTED, 0, false);
        }
    }

    private void commit(String breaker, char outcome, long nanos, boolean observed) {
        CallEvent event = new CallEvent();
        if (event.shouldCommit()) {
            event.breaker = number(breaker);
            event.outcome = outcome;
            event.took = nanos;
            event.wouldReject = observed;
            event.commit();
        }
    }

    private int number(String breaker) {
        Known known = breakers.get(breaker);
        if (known == null) {
            Known made = new Known(id(breaker), numbers.incrementAndGet());
            known = breakers.putIfAbsent(breaker, made);
            if (known == null) {
                known = made;
                define(made);
            }
        }
        return known.number;
    }

    /** From what {@link BreakerId#toString} makes of one. */
    private static BreakerId id(String text) {
        int key = text.indexOf('[');
        return key < 0
                ? BreakerId.of(text)
                : new BreakerId(text.substring(0, key), Optional.of(text.substring(key + 1, text.length() - 1)));
    }

    private @Nullable CircuitBreakerSettings settingsOf(BreakerId id) {
        Breaker breaker = registry.find(id);
        return breaker == null ? null : breaker.settings();
    }

    private void define(Known known) {
        CircuitBreakerSettings settings = settingsOf(known.id);
        known.settings = settings;
        BreakerEvent event = new BreakerEvent();
        if (event.shouldCommit()) {
            event.number = known.number;
            event.name = known.id.name();
            event.key = known.id.key().orElse(null);
            event.settings = settings == null ? null : text(settings);
            event.commit();
        }
    }

    /** The settings that matter once the outcome of a call is known: lists of exceptions and conditions do not. */
    private static String text(CircuitBreakerSettings settings) {
        StringBuilder text = new StringBuilder();
        for (BreakerSetting<?> row : BreakerSetting.all()) {
            ValueKind kind = row.kind();
            if (kind != ValueKind.CLASS_NAMES && kind != ValueKind.CONDITION && kind != ValueKind.WAIT_SOURCE) {
                add(text, row, settings);
            }
        }
        return text.toString();
    }

    private static <T> void add(StringBuilder text, BreakerSetting<T> row, CircuitBreakerSettings settings) {
        String value = row.text(settings.get(row));
        if (!value.equals(row.defaultText())) {
            text.append(row.key()).append(" = ").append(value).append('\n');
        }
    }

    /** A breaker whose calls were recorded. */
    private static final class Known {
        final BreakerId id;
        final int number;

        /** Those in the newest event. */
        volatile @Nullable CircuitBreakerSettings settings;

        Known(BreakerId id, int number) {
            this.id = id;
            this.number = number;
        }
    }
}
