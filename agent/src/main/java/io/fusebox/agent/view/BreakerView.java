package io.fusebox.agent.view;

import io.fusebox.internal.figures.BreakerFigure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of one breaker as of one moment: a value for each row of {@link BreakerFigure}. Immutable. */
public final class BreakerView {
    private final Map<BreakerFigure, @Nullable Object> values;

    private final List<TransitionView> transitions;

    /**
     * A view of these values.
     *
     * @param values by their figures; of the type of the figure's kind, or null where it is not known
     * @param transitions newest first
     */
    public BreakerView(Map<BreakerFigure, @Nullable Object> values, List<TransitionView> transitions) {
        this.values = new EnumMap<>(values);
        this.transitions = List.copyOf(transitions);
    }

    /** The value of a figure, of the type of its kind; null if it has none, or if it is not known. */
    public @Nullable Object get(BreakerFigure figure) {
        return values.get(figure);
    }

    /** The value of a text figure; empty if it has none. */
    public String text(BreakerFigure figure) {
        return Objects.toString(get(figure), "");
    }

    /** The value of a number; -1 if it is not known. */
    public long number(BreakerFigure figure) {
        return get(figure) instanceof Number number ? number.longValue() : -1;
    }

    /** The value of a percentage; -1 if it is not known. */
    public double percentage(BreakerFigure figure) {
        return get(figure) instanceof Number number ? number.doubleValue() : -1;
    }

    /** The name of the breaker, without its key. */
    public String name() {
        return text(BreakerFigure.NAME);
    }

    /** The key; null for a breaker without one. */
    public @Nullable String key() {
        return (String) get(BreakerFigure.KEY);
    }

    /** Name and key, as commands take them: {@code http[api.acme.com]}. */
    public String id() {
        return key() == null ? name() : name() + '[' + key() + ']';
    }

    /** A name of {@code State}, perhaps one of a newer version. */
    public String state() {
        return text(BreakerFigure.STATE);
    }

    /** The last changes of state, newest first. */
    public List<TransitionView> transitions() {
        return transitions;
    }

    @Override
    public String toString() {
        return id() + ' ' + state();
    }
}
