package io.fusebox.agent.view;

import io.fusebox.Transition;
import io.fusebox.internal.figures.BreakerFigure;
import io.fusebox.internal.figures.BreakerReading;
import io.fusebox.internal.figures.FuseboxFigure;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the view inside the JVM, from its registry. Takes no lock that a call wants. Safe for use by any thread. */
public final class RegistryReader {
    private static final BreakerFigure[] OF_BREAKER = BreakerFigure.values();
    private static final FuseboxFigure[] OF_FUSEBOX = FuseboxFigure.values();

    private final Registry registry;

    public RegistryReader(Registry registry) {
        this.registry = registry;
    }

    /** Everything, now. */
    public ProgramView read() {
        List<BreakerView> breakers = new ArrayList<>();
        for (Breaker breaker : registry.all()) {
            breakers.add(read(breaker));
        }
        return program(breakers);
    }

    /** What is known of Fusebox as a whole, now, without the breakers. */
    public ProgramView readProgram() {
        return program(List.of());
    }

    private ProgramView program(List<BreakerView> breakers) {
        Map<FuseboxFigure, @Nullable Object> values = new EnumMap<>(FuseboxFigure.class);
        for (FuseboxFigure figure : OF_FUSEBOX) {
            // The overview is a table of text that repeats the breakers.
            values.put(figure, figure == FuseboxFigure.BREAKERS ? null : figure.value(registry));
        }
        return new ProgramView(values, breakers, Instant.now());
    }

    /** What is known of one breaker, now. */
    public BreakerView read(Breaker breaker) {
        BreakerReading reading = BreakerReading.of(registry, breaker);
        Map<BreakerFigure, @Nullable Object> values = new EnumMap<>(BreakerFigure.class);
        for (BreakerFigure figure : OF_BREAKER) {
            // The lines of the transitions repeat the transitions.
            values.put(figure, figure == BreakerFigure.RECENT_TRANSITIONS ? null : figure.value(reading));
        }
        List<TransitionView> transitions = new ArrayList<>();
        for (Transition one : reading.metrics().recentTransitions()) {
            transitions.add(new TransitionView(
                    one.at(), one.from().name(), one.to().name(), one.cause().name(), one.reason()));
        }
        return new BreakerView(values, transitions);
    }
}
