package io.fusebox.agent.cli.table;

import io.fusebox.agent.view.BreakerView;
import io.fusebox.agent.view.ProgramView;
import io.fusebox.internal.figures.BreakerFigure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened between two looks at a program. */
final class Rates {
    /** Nothing is known. */
    static final Rates NONE = new Rates(Map.of(), 0);

    private final Map<String, BreakerView> before;
    private final double seconds;

    private Rates(Map<String, BreakerView> before, double seconds) {
        this.before = before;
        this.seconds = seconds;
    }

    static Rates between(@Nullable ProgramView before, ProgramView now) {
        if (before == null) {
            return NONE;
        }
        Map<String, BreakerView> breakers = new HashMap<>();
        for (BreakerView breaker : before.breakers()) {
            breakers.put(breaker.id(), breaker);
        }
        return new Rates(breakers, Duration.between(before.at(), now.at()).toMillis() / 1000.0);
    }

    boolean areKnown() {
        return seconds > 0;
    }

    /** Calls a second, rejected ones included. */
    String calls(BreakerView now) {
        BreakerView last = before.get(now.id());
        return last == null ? "-" : perSecond(Order.calls(now) - Order.calls(last));
    }

    /** Errors a second. */
    String errors(BreakerView now) {
        BreakerView last = before.get(now.id());
        return last == null
                ? "-"
                : perSecond(now.number(BreakerFigure.TOTAL_ERROR_COUNT) - last.number(BreakerFigure.TOTAL_ERROR_COUNT));
    }

    /** A total that shrank was reset: the rate is not known then. */
    private String perSecond(long count) {
        if (count < 0 || seconds <= 0) {
            return "-";
        }
        double rate = count / seconds;
        return String.format(Locale.ROOT, rate == 0 || rate >= 10 ? "%.0f" : "%.1f", rate);
    }
}
