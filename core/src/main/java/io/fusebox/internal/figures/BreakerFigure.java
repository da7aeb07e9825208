package io.fusebox.internal.figures;

import static io.fusebox.internal.figures.FigureKind.CODE;
import static io.fusebox.internal.figures.FigureKind.COUNTER;
import static io.fusebox.internal.figures.FigureKind.GAUGE;
import static io.fusebox.internal.figures.FigureKind.LINES;
import static io.fusebox.internal.figures.FigureKind.NUMBER;
import static io.fusebox.internal.figures.FigureKind.PERCENTAGE;
import static io.fusebox.internal.figures.FigureKind.SMALL_NUMBER;
import static io.fusebox.internal.figures.FigureKind.TEXT;
import static io.fusebox.internal.figures.FigureKind.TIME;

import io.fusebox.CircuitBreakerMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of a breaker's figures, in the order in which clients see them. */
public enum BreakerFigure implements Figure {
    NAME("Name", TEXT, "", "Name of the breaker"),
    KEY("Key", TEXT, "", "Value of the key, for a breaker per key; null for a plain breaker"),
    STATE("State", TEXT, "", "CLOSED, OPEN, HALF_OPEN, FORCED_OPEN or FORCED_CLOSED"),
    STATE_CODE(
            "StateCode",
            CODE,
            "",
            "State as a number to chart: 0 CLOSED, 1 OPEN, 2 HALF_OPEN, 3 FORCED_OPEN, 4 FORCED_CLOSED"),
    STATE_SINCE("StateSince", TIME, "", "When the state began"),
    RETRY_AFTER_MILLIS(
            "RetryAfterMillis",
            GAUGE,
            "ms",
            "How long until OPEN lets a probe through; 0 once one may pass; -1 in FORCED_OPEN: only an operator ends it"),
    MODE(
            "Mode",
            TEXT,
            "",
            "enforce: calls are rejected; observe: calls that would be rejected are only counted;"
                    + " off: calls pass untouched and uncounted"),
    ACTIVE_CALLS("ActiveCalls", GAUGE, "calls", "Calls admitted and not ended yet"),
    TOTAL_SUCCESS_COUNT(
            "TotalSuccessCount", COUNTER, "calls", "Calls that ended well, ignored exceptions not included"),
    TOTAL_ERROR_COUNT("TotalErrorCount", COUNTER, "calls", "Calls that ended in an error"),
    TOTAL_IGNORED_COUNT("TotalIgnoredCount", COUNTER, "calls", "Calls that ended in an exception that is no error"),
    TOTAL_CANCELLED_COUNT("TotalCancelledCount", COUNTER, "calls", "Calls whose caller gave up"),
    TOTAL_REJECTED_COUNT("TotalRejectedCount", COUNTER, "calls", "Calls that were not let through"),
    TOTAL_WOULD_REJECT_COUNT(
            "TotalWouldRejectCount", COUNTER, "calls", "Calls that the mode observe let through and enforce would not"),
    TOTAL_LATE_COUNT(
            "TotalLateCount",
            COUNTER,
            "calls",
            "Calls that ended after the state that admitted them; they move nothing, and are in the other totals too"),
    TOTAL_SLOW_COUNT(
            "TotalSlowCount",
            COUNTER,
            "calls",
            "Calls that took longer than slow-call-duration; they are in the other totals too"),
    CONSECUTIVE_ERROR_COUNT("ConsecutiveErrorCount", GAUGE, "calls", "Errors since the last success, in this state"),
    CONSECUTIVE_SUCCESS_COUNT(
            "ConsecutiveSuccessCount",
            GAUGE,
            "calls",
            "Successes since the last error, in this state; ignored exceptions count as successes here"),
    ERROR_RATE_PERCENT(
            "ErrorRatePercent",
            PERCENTAGE,
            "%",
            "Share of errors over the window; -1 while unknown: no threshold set, too few calls, or not CLOSED"),
    SLOW_CALL_RATE_PERCENT(
            "SlowCallRatePercent",
            PERCENTAGE,
            "%",
            "Share of slow calls over the window; -1 while unknown: no threshold set, too few calls, or not CLOSED"),
    OPEN_COUNT("OpenCount", COUNTER, "openings", "How many times the breaker opened"),
    ADMITTED_PERCENT(
            "AdmittedPercent",
            PERCENTAGE,
            "%",
            "Share of calls that the state admits: 100 in CLOSED, 0 in OPEN and while probes decide, between them in recovery"),
    OLDEST_ACTIVE_CALL_MILLIS(
            "OldestActiveCallMillis",
            GAUGE,
            "ms",
            "How long the oldest call has been under way; 0 if there is none; -1 without slow-call-duration"),
    LAST_ERROR_TIME("LastErrorTime", TIME, "", "When the last error was; null if there was none"),
    LAST_ERROR_TYPE("LastErrorType", TEXT, "", "Class of the last error; null if there was none"),
    LAST_ERROR_MESSAGE("LastErrorMessage", TEXT, "", "Message of the last error; null if there was none"),
    RECENT_TRANSITIONS(
            "RecentTransitions",
            LINES,
            "",
            "The last 20 changes of state, newest first: when, from where to where, cause, cause in words"),
    METHODS("Methods", LINES, "", "The methods that the agent wove; none if the breaker is for code"),
    ERROR_THRESHOLD(
            "ErrorThreshold",
            SMALL_NUMBER,
            "calls",
            "Consecutive errors that open the breaker; -1: off, only rates open it"),
    SUCCESS_THRESHOLD(
            "SuccessThreshold", SMALL_NUMBER, "calls", "Consecutive successful probes that close the breaker"),
    RESET_TIMEOUT_MILLIS("ResetTimeoutMillis", NUMBER, "ms", "How long the breaker stays open before the first probe"),
    HALF_OPEN_CAPACITY("HalfOpenCapacity", SMALL_NUMBER, "calls", "Probes in flight at once, at most");

    private final String attribute;

    private final FigureKind kind;

    private final String units;
    private final String description;

    BreakerFigure(String attribute, FigureKind kind, String units, String description) {
        this.attribute = attribute;
        this.kind = kind;
        this.units = units;
        this.description = description;
    }

    @Override
    public String attribute() {
        return attribute;
    }

    @Override
    public FigureKind kind() {
        return kind;
    }

    @Override
    public String units() {
        return units;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean isWritable() {
        return switch (this) {
            case MODE, ERROR_THRESHOLD, SUCCESS_THRESHOLD, RESET_TIMEOUT_MILLIS, HALF_OPEN_CAPACITY -> true;
            default -> false;
        };
    }

    /** The value, of the type of its kind. */
    public @Nullable Object value(BreakerReading reading) {
        CircuitBreakerMetrics metrics = reading.metrics();
        return switch (this) {
            case NAME -> metrics.name();
            case KEY -> metrics.key().orElse(null);
            case STATE -> metrics.state().name();
            case STATE_CODE -> metrics.state().code();
            case STATE_SINCE -> Date.from(metrics.stateSince());
            case RETRY_AFTER_MILLIS -> reading.retryAfterMillis();
            case MODE -> metrics.mode().word();
            case ACTIVE_CALLS -> metrics.activeCalls();
            case TOTAL_SUCCESS_COUNT -> metrics.totalSuccessCount();
            case TOTAL_ERROR_COUNT -> metrics.totalErrorCount();
            case TOTAL_IGNORED_COUNT -> metrics.totalIgnoredCount();
            case TOTAL_CANCELLED_COUNT -> metrics.totalCancelledCount();
            case TOTAL_REJECTED_COUNT -> metrics.totalRejectedCount();
            case TOTAL_WOULD_REJECT_COUNT -> metrics.totalWouldRejectCount();
            case TOTAL_LATE_COUNT -> metrics.totalLateCount();
            case TOTAL_SLOW_COUNT -> metrics.totalSlowCount();
            case CONSECUTIVE_ERROR_COUNT -> (long) metrics.consecutiveErrorCount();
            case CONSECUTIVE_SUCCESS_COUNT -> metrics.consecutiveSuccessCount();
            case ERROR_RATE_PERCENT -> metrics.errorRatePercent().orElse(-1);
            case SLOW_CALL_RATE_PERCENT -> metrics.slowCallRatePercent().orElse(-1);
            case OPEN_COUNT -> metrics.openCount();
            case ADMITTED_PERCENT -> metrics.admittedPercent();
            case OLDEST_ACTIVE_CALL_MILLIS ->
                metrics.oldestActiveCall().map(Duration::toMillis).orElse(-1L);
            case LAST_ERROR_TIME -> date(metrics.lastErrorTime());
            case LAST_ERROR_TYPE -> metrics.lastErrorType().orElse(null);
            case LAST_ERROR_MESSAGE -> metrics.lastErrorMessage().orElse(null);
            case RECENT_TRANSITIONS -> reading.transitionLines();
            case METHODS -> reading.methods();
            case ERROR_THRESHOLD -> reading.settings().errorThreshold().orElse(-1);
            case SUCCESS_THRESHOLD -> reading.settings().successThreshold();
            case RESET_TIMEOUT_MILLIS -> reading.settings().resetTimeout().toMillis();
            case HALF_OPEN_CAPACITY -> reading.settings().halfOpenCapacity();
        };
    }

    private static @Nullable Date date(Optional<Instant> instant) {
        return instant.isEmpty() ? null : Date.from(instant.get());
    }
}
