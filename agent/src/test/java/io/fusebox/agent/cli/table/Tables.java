package io.fusebox.agent.cli.table;

import io.fusebox.agent.view.BreakerView;
import io.fusebox.agent.view.ProgramView;
import io.fusebox.internal.figures.BreakerFigure;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Programs for tests of tables. */
final class Tables {
    private Tables() {}

    static ProgramView program(Instant at, BreakerView... breakers) {
        return new ProgramView(Map.of(), List.of(breakers), at);
    }

    static BreakerView breaker(String id, String state) {
        return breaker(id, state, Map.of());
    }

    static BreakerView open(String id, long retryAfterMillis) {
        return breaker(id, "OPEN", Map.of("RETRY", retryAfterMillis));
    }

    /** A breaker with these totals: {@code SUCCESS}, {@code ERROR}, {@code REJECTED}, {@code RETRY}. */
    static BreakerView breaker(String id, String state, Map<String, Long> totals) {
        Map<BreakerFigure, Object> values = new EnumMap<>(BreakerFigure.class);
        for (BreakerFigure figure : BreakerFigure.values()) {
            values.put(figure, 0L);
        }
        int bracket = id.indexOf('[');
        values.put(BreakerFigure.NAME, bracket < 0 ? id : id.substring(0, bracket));
        values.put(BreakerFigure.KEY, bracket < 0 ? null : id.substring(bracket + 1, id.length() - 1));
        values.put(BreakerFigure.STATE, state);
        values.put(BreakerFigure.MODE, "enforce");
        values.put(BreakerFigure.ERROR_RATE_PERCENT, -1.0);
        values.put(BreakerFigure.TOTAL_SUCCESS_COUNT, totals.getOrDefault("SUCCESS", 0L));
        values.put(BreakerFigure.TOTAL_ERROR_COUNT, totals.getOrDefault("ERROR", 0L));
        values.put(BreakerFigure.TOTAL_REJECTED_COUNT, totals.getOrDefault("REJECTED", 0L));
        values.put(BreakerFigure.RETRY_AFTER_MILLIS, totals.getOrDefault("RETRY", 0L));
        values.put(BreakerFigure.LAST_ERROR_TYPE, null);
        values.put(BreakerFigure.LAST_ERROR_MESSAGE, null);
        return new BreakerView(values, List.of());
    }
}
