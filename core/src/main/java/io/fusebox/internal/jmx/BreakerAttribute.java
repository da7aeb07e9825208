package io.fusebox.internal.jmx;

import static javax.management.openmbean.SimpleType.DATE;
import static javax.management.openmbean.SimpleType.DOUBLE;
import static javax.management.openmbean.SimpleType.INTEGER;
import static javax.management.openmbean.SimpleType.LONG;
import static javax.management.openmbean.SimpleType.STRING;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.internal.jmx.open.OpenAttribute;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/** The table of the attributes of a breaker's MBean, in the order in which clients see them. */
enum BreakerAttribute implements OpenAttribute {
    NAME("Name", STRING, "", "Name of the breaker"),
    KEY("Key", STRING, "", "Value of the key, for a breaker per key; null for a plain breaker"),
    STATE("State", STRING, "", "CLOSED, OPEN, HALF_OPEN, FORCED_OPEN or FORCED_CLOSED"),
    STATE_CODE(
            "StateCode",
            INTEGER,
            "",
            "State as a number to chart: 0 CLOSED, 1 OPEN, 2 HALF_OPEN, 3 FORCED_OPEN, 4 FORCED_CLOSED"),
    STATE_SINCE("StateSince", DATE, "", "When the state began"),
    RETRY_AFTER_MILLIS(
            "RetryAfterMillis",
            LONG,
            "ms",
            "How long until OPEN lets a probe through; 0 once one may pass; -1 in FORCED_OPEN: only an operator ends it"),
    MODE(
            "Mode",
            STRING,
            "",
            "enforce: calls are rejected; observe: calls that would be rejected are only counted;"
                    + " off: calls pass untouched and uncounted"),
    ACTIVE_CALLS("ActiveCalls", LONG, "calls", "Calls admitted and not ended yet"),
    TOTAL_SUCCESS_COUNT("TotalSuccessCount", LONG, "calls", "Calls that ended well, ignored exceptions not included"),
    TOTAL_ERROR_COUNT("TotalErrorCount", LONG, "calls", "Calls that ended in an error"),
    TOTAL_IGNORED_COUNT("TotalIgnoredCount", LONG, "calls", "Calls that ended in an exception that is no error"),
    TOTAL_CANCELLED_COUNT("TotalCancelledCount", LONG, "calls", "Calls whose caller gave up"),
    TOTAL_REJECTED_COUNT("TotalRejectedCount", LONG, "calls", "Calls that were not let through"),
    TOTAL_WOULD_REJECT_COUNT(
            "TotalWouldRejectCount", LONG, "calls", "Calls that the mode observe let through and enforce would not"),
    TOTAL_LATE_COUNT(
            "TotalLateCount",
            LONG,
            "calls",
            "Calls that ended after the state that admitted them; they move nothing, and are in the other totals too"),
    TOTAL_SLOW_COUNT(
            "TotalSlowCount",
            LONG,
            "calls",
            "Calls that took longer than slow-call-duration; they are in the other totals too"),
    CONSECUTIVE_ERROR_COUNT("ConsecutiveErrorCount", LONG, "calls", "Errors since the last success, in this state"),
    CONSECUTIVE_SUCCESS_COUNT(
            "ConsecutiveSuccessCount",
            LONG,
            "calls",
            "Successes since the last error, in this state; ignored exceptions count as successes here"),
    ERROR_RATE_PERCENT(
            "ErrorRatePercent",
            DOUBLE,
            "%",
            "Share of errors over the window; -1 while unknown: no threshold set, too few calls, or not CLOSED"),
    SLOW_CALL_RATE_PERCENT(
            "SlowCallRatePercent",
            DOUBLE,
            "%",
            "Share of slow calls over the window; -1 while unknown: no threshold set, too few calls, or not CLOSED"),
    OPEN_COUNT("OpenCount", LONG, "openings", "How many times the breaker opened"),
    LAST_ERROR_TIME("LastErrorTime", DATE, "", "When the last error was; null if there was none"),
    LAST_ERROR_TYPE("LastErrorType", STRING, "", "Class of the last error; null if there was none"),
    LAST_ERROR_MESSAGE("LastErrorMessage", STRING, "", "Message of the last error; null if there was none"),
    RECENT_TRANSITIONS(
            "RecentTransitions",
            OpenAttribute.lines(),
            "",
            "The last 20 changes of state, newest first: when, from where to where, cause, cause in words"),
    METHODS("Methods", OpenAttribute.lines(), "", "The methods that the agent wove; none if the breaker is for code"),
    METRICS("Metrics", null, "", "All figures as of one moment"),
    ERROR_THRESHOLD(
            "ErrorThreshold",
            INTEGER,
            "calls",
            "Consecutive errors that open the breaker; -1: off, only rates open it"),
    SUCCESS_THRESHOLD("SuccessThreshold", INTEGER, "calls", "Consecutive successful probes that close the breaker"),
    RESET_TIMEOUT_MILLIS("ResetTimeoutMillis", LONG, "ms", "How long the breaker stays open before the first probe"),
    HALF_OPEN_CAPACITY("HalfOpenCapacity", INTEGER, "calls", "Probes in flight at once, at most");

    private final String attribute;

    @SuppressWarnings("ImmutableEnumChecker") // open types are immutable
    private final @Nullable OpenType<?> type;

    private final String units;
    private final String description;

    BreakerAttribute(String attribute, @Nullable OpenType<?> type, String units, String description) {
        this.attribute = attribute;
        this.type = type;
        this.units = units;
        this.description = description;
    }

    /** What {@link #METRICS} is made of. */
    static Set<BreakerAttribute> figures() {
        return EnumSet.range(NAME, LAST_ERROR_MESSAGE);
    }

    @Override
    public String attribute() {
        return attribute;
    }

    @Override
    public OpenType<?> type() {
        return type == null ? BreakerComposite.TYPE : type;
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

    /** The value, of the type of this attribute. */
    @Nullable
    Object value(BreakerReading reading) {
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
            case LAST_ERROR_TIME -> date(metrics.lastErrorTime());
            case LAST_ERROR_TYPE -> metrics.lastErrorType().orElse(null);
            case LAST_ERROR_MESSAGE -> metrics.lastErrorMessage().orElse(null);
            case RECENT_TRANSITIONS -> reading.transitionLines();
            case METHODS -> reading.methods();
            case METRICS -> BreakerComposite.of(reading);
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
