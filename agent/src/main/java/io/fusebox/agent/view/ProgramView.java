package io.fusebox.agent.view;

import io.fusebox.internal.figures.FuseboxFigure;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of Fusebox in one JVM as of one moment, its breakers included. Immutable. */
public final class ProgramView {
    /** Nothing is known. */
    public static final ProgramView EMPTY = new ProgramView(Map.of(), List.of(), Instant.EPOCH);

    private final Map<FuseboxFigure, @Nullable Object> values;

    private final List<BreakerView> breakers;
    private final Instant at;

    /**
     * A view of these values.
     *
     * @param values by their figures; of the type of the figure's kind, or null where it is not known
     * @param breakers by name and then by key
     * @param at wall time of the moment
     */
    public ProgramView(Map<FuseboxFigure, @Nullable Object> values, List<BreakerView> breakers, Instant at) {
        this.values = new EnumMap<>(FuseboxFigure.class);
        this.values.putAll(values);
        this.breakers = List.copyOf(breakers);
        this.at = at;
    }

    /** The value of a figure, of the type of its kind; null if it has none, or if it is not known. */
    public @Nullable Object get(FuseboxFigure figure) {
        return values.get(figure);
    }

    /** The value of a number; 0 if it is not known. */
    public long number(FuseboxFigure figure) {
        return get(figure) instanceof Number number ? number.longValue() : 0;
    }

    /** The lines of a figure; none if they are not known. */
    public List<String> lines(FuseboxFigure figure) {
        return get(figure) instanceof String[] lines ? List.of(lines) : List.of();
    }

    /** All breakers, by name and then by key. */
    public List<BreakerView> breakers() {
        return breakers;
    }

    /** Wall time at which it was read. */
    public Instant at() {
        return at;
    }
}
