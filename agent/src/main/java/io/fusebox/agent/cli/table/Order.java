package io.fusebox.agent.cli.table;

import io.fusebox.agent.view.BreakerView;
import io.fusebox.internal.figures.BreakerFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which order a table has its rows; rows that are equal in it are in the natural order of their names. */
public enum Order {
    /** What is not closed first. */
    STATE,
    NAME,
    /** The most calls first. */
    CALLS,
    /** The most errors first. */
    ERRORS,
    /** The most rejected calls first. */
    REJECTED;

    /** The gravest first; a state of a newer version is as grave as that. */
    private static final List<String> STATES = List.of("OPEN", "FORCED_OPEN", "HALF_OPEN", "FORCED_CLOSED", "CLOSED");

    /** The words for it, as a user writes them: {@code state, name, calls, errors, rejected}. */
    public static String words() {
        List<String> words = new ArrayList<>();
        for (Order order : values()) {
            words.add(order.name().toLowerCase(Locale.ROOT));
        }
        return String.join(", ", words);
    }

    /** The order of that word; null if there is none. */
    public static @Nullable Order ofWord(String word) {
        for (Order order : values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(word)) {
                return order;
            }
        }
        return null;
    }

    Comparator<BreakerView> comparator() {
        Comparator<BreakerView> byName = Comparator.comparing(BreakerView::id, NaturalOrder.INSTANCE);
        return switch (this) {
            case NAME -> byName;
            case STATE -> Comparator.comparingInt(Order::gravity).thenComparing(byName);
            case CALLS -> Comparator.comparingLong(Order::calls).reversed().thenComparing(byName);
            case ERRORS -> most(BreakerFigure.TOTAL_ERROR_COUNT).thenComparing(byName);
            case REJECTED -> most(BreakerFigure.TOTAL_REJECTED_COUNT).thenComparing(byName);
        };
    }

    private static Comparator<BreakerView> most(BreakerFigure figure) {
        return Comparator.comparingLong((BreakerView breaker) -> breaker.number(figure))
                .reversed();
    }

    private static int gravity(BreakerView breaker) {
        int place = STATES.indexOf(breaker.state());
        return place < 0 ? 0 : place;
    }

    /** Calls that came: admitted and ended, or rejected. */
    static long calls(BreakerView breaker) {
        return breaker.number(BreakerFigure.TOTAL_SUCCESS_COUNT)
                + breaker.number(BreakerFigure.TOTAL_ERROR_COUNT)
                + breaker.number(BreakerFigure.TOTAL_IGNORED_COUNT)
                + breaker.number(BreakerFigure.TOTAL_CANCELLED_COUNT)
                + breaker.number(BreakerFigure.TOTAL_REJECTED_COUNT);
    }
}
