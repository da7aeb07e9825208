package io.fusebox.agent.jconsole;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of the table: their header, an example of the longest usual text, and the value, by which they sort. */
enum Column {
    BREAKER("Breaker", "payments.example.com", String.class, row -> row.figures()
            .label()),
    STATE("State", "  FORCED_CLOSED  ", BreakerState.class, row -> row.figures().state()),
    SINCE("Since", "23:59:59", Instant.class, row -> row.figures().instant("StateSince")),
    NEXT_PROBE("Next probe", "by operator", Long.class, row -> row.figures().retryAfterMillis()),
    CALLS("Calls/s", "99,999", Double.class, row -> row.past().now().calls()),
    ERRORS("Errors/s", "99,999", Double.class, row -> row.past().now().errors()),
    REJECTIONS("Rejected/s", "99,999", Double.class, row -> row.past().now().rejections()),
    ACTIVE("Active", "99,999", Long.class, row -> row.figures().number("ActiveCalls")),
    SUCCESSES("Successes", "9,999,999", Long.class, row -> row.figures().number("TotalSuccessCount")),
    ERRORS_IN_ALL("Errors", "9,999,999", Long.class, row -> row.figures().number("TotalErrorCount")),
    REJECTED_IN_ALL("Rejected", "9,999,999", Long.class, row -> row.figures().number("TotalRejectedCount")),
    MODE("Mode", "observe", String.class, row -> row.figures().text("Mode"));

    /** In their order. */
    static final List<Column> ALL = List.of(values());

    /** Those that a narrow table goes without, the least important first. */
    static final List<Column> DISPENSABLE =
            List.of(MODE, SUCCESSES, ACTIVE, SINCE, ERRORS_IN_ALL, REJECTED_IN_ALL, CALLS, ERRORS);

    /** A breaker with its past. */
    record Row(Figures figures, Past past) {}

    final String header;
    final String example;
    final Class<?> type;

    @SuppressWarnings("ImmutableEnumChecker") // they hold nothing
    private final Function<Row, @Nullable Object> value;

    Column(String header, String example, Class<?> type, Function<Row, @Nullable Object> value) {
        this.header = header;
        this.example = example;
        this.type = type;
        this.value = value;
    }

    /** Its place among all, from 0. */
    int index() {
        return ALL.indexOf(this);
    }

    @Nullable
    Object of(Row row) {
        return value.apply(row);
    }
}
