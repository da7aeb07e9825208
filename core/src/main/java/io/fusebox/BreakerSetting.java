package io.fusebox;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a circuit breaker: a row of the table of settings. Its key, kind, default and meaning stand here and
 * nowhere else. {@link CircuitBreakerSettings}, the agent's configuration reader and the documentation read the table.
 *
 * <p>Immutable. To add a setting, add a row here, an accessor and a builder method in {@link CircuitBreakerSettings}, and
 * use it.
 *
 * @param <T> the type of its values
 */
public final class BreakerSetting<T> {
    /** The word for a limit that is not set. */
    private static final String OFF = "off";

    /** The value of a time limit that is never reached. */
    static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private static final List<BreakerSetting<?>> ROWS = new ArrayList<>();

    /** R1. */
    public static final BreakerSetting<Integer> ERROR_THRESHOLD = new BreakerSetting<>(
            "error-threshold",
            ValueKind.WHOLE_NUMBER,
            5,
            OFF,
            "Consecutive errors that open the breaker. `off`: only rates open it.");

    /** R3. */
    public static final BreakerSetting<Integer> SUCCESS_THRESHOLD = new BreakerSetting<>(
            "success-threshold", ValueKind.WHOLE_NUMBER, 2, null, "Consecutive successful probes that close it.");

    /** R2. */
    public static final BreakerSetting<Duration> RESET_TIMEOUT = new BreakerSetting<>(
            "reset-timeout",
            ValueKind.DURATION,
            Duration.ofSeconds(30),
            null,
            "How long it stays open before the first probe.");

    /** R3. */
    public static final BreakerSetting<Integer> HALF_OPEN_CAPACITY =
            new BreakerSetting<>("half-open-capacity", ValueKind.WHOLE_NUMBER, 1, null, "Probes in flight at once.");

    /** R3. */
    public static final BreakerSetting<Integer> HALF_OPEN_ERROR_THRESHOLD = new BreakerSetting<>(
            "half-open-error-threshold", ValueKind.WHOLE_NUMBER, 1, null, "Failed probes that open it again.");

    /** R7. */
    public static final BreakerSetting<Duration> PROBE_TIMEOUT = new BreakerSetting<>(
            "probe-timeout",
            ValueKind.DURATION,
            null,
            "reset-timeout",
            "After what time a probe that has not ended counts as failed. `reset-timeout`: as long as that; `off`: never.",
            FOREVER);

    /** R8. */
    public static final BreakerSetting<List<String>> IGNORE_EXCEPTIONS = new BreakerSetting<>(
            "ignore-exceptions",
            ValueKind.CLASS_NAMES,
            List.of(),
            "none",
            "Exceptions that are no errors: the service answered.");

    /** R8. */
    public static final BreakerSetting<ExceptionCondition> IGNORE_WHEN = new BreakerSetting<>(
            "ignore-when",
            ValueKind.CONDITION,
            null,
            "none",
            "Exceptions that are no errors for what they hold, as in `exception.getStatusCode() < 500`; before"
                    + " `record-exceptions`.");

    /** R10. */
    public static final BreakerSetting<List<String>> RECORD_EXCEPTIONS = new BreakerSetting<>(
            "record-exceptions",
            ValueKind.CLASS_NAMES,
            null,
            "all",
            "The only exceptions that are errors; all others are ignored.");

    /** R9. */
    public static final BreakerSetting<List<String>> CANCEL_EXCEPTIONS = new BreakerSetting<>(
            "cancel-exceptions",
            ValueKind.CLASS_NAMES,
            List.of(
                    "java.lang.InterruptedException",
                    "java.util.concurrent.CancellationException",
                    "java.nio.channels.ClosedByInterruptException"),
            "none",
            "Exceptions by which the caller gave up, also as the direct cause of another one: no outcome. Replaces the"
                    + " default list.");

    /** R24. */
    public static final BreakerSetting<Duration> ERROR_EXPIRY = new BreakerSetting<>(
            "error-expiry",
            ValueKind.DURATION,
            null,
            OFF,
            "An error that comes later than this after the one before begins a new run of consecutive errors.");

    /** R12. */
    public static final BreakerSetting<Double> ERROR_RATE_THRESHOLD = new BreakerSetting<>(
            "error-rate-threshold",
            ValueKind.RATE,
            null,
            OFF,
            "Share of errors over the window that opens the breaker.");

    /** R12. */
    public static final BreakerSetting<Duration> SLOW_CALL_DURATION = new BreakerSetting<>(
            "slow-call-duration",
            ValueKind.DURATION,
            null,
            OFF,
            "A call that has lasted that long is slow, also before it ends.");

    /** R12. */
    public static final BreakerSetting<Double> SLOW_CALL_RATE_THRESHOLD = new BreakerSetting<>(
            "slow-call-rate-threshold",
            ValueKind.RATE,
            null,
            OFF,
            "Share of slow calls over the window that opens the breaker; needs `slow-call-duration`.");

    /** R12. */
    public static final BreakerSetting<Window> WINDOW = new BreakerSetting<>(
            "window",
            ValueKind.WINDOW,
            Window.DEFAULT,
            null,
            "The calls that the rates are taken over: the last N, or those of the last time.");

    /** R12. */
    public static final BreakerSetting<Integer> MINIMUM_CALLS = new BreakerSetting<>(
            "minimum-calls",
            ValueKind.WHOLE_NUMBER,
            20,
            null,
            "Outcomes that must be in the window before a rate decides.");

    /** R13. */
    public static final BreakerSetting<Double> RESET_TIMEOUT_MULTIPLIER = new BreakerSetting<>(
            "reset-timeout-multiplier",
            ValueKind.FACTOR,
            1.0,
            null,
            "Factor by which the wait grows with each opening in a row.");

    /** R13. */
    public static final BreakerSetting<Duration> RESET_TIMEOUT_MAX = new BreakerSetting<>(
            "reset-timeout-max",
            ValueKind.DURATION,
            Duration.ofMinutes(10),
            null,
            "The longest wait that growing leads to.");

    /** R13. */
    public static final BreakerSetting<Double> RESET_TIMEOUT_JITTER = new BreakerSetting<>(
            "reset-timeout-jitter", ValueKind.PERCENTAGE, 0.0, null, "By how much the wait is spread to both sides.");

    /** R25. */
    public static final BreakerSetting<WaitSource> RESET_TIMEOUT_FROM = new BreakerSetting<>(
            "reset-timeout-from",
            ValueKind.WAIT_SOURCE,
            null,
            "none",
            "Where the call that opens the breaker says how long the wait is, as in `exception.getRetryAfter()` or"
                    + " `result.headers().firstValue(\"Retry-After\")`; at most `reset-timeout-max`.");

    /** R22. */
    public static final BreakerSetting<Duration> RECOVERY = new BreakerSetting<>(
            "recovery",
            ValueKind.DURATION,
            null,
            OFF,
            "After the successful probes, over what time the share of admitted calls grows to all, before the breaker closes.");

    /** R23. */
    public static final BreakerSetting<Duration> WARM_UP = new BreakerSetting<>(
            "warm-up",
            ValueKind.DURATION,
            null,
            OFF,
            "For how long after its first call the breaker only observes; then it begins CLOSED.");

    /** R20. */
    public static final BreakerSetting<Mode> MODE = new BreakerSetting<>(
            "mode",
            ValueKind.MODE,
            Mode.ENFORCE,
            null,
            "`observe`: calls that would be rejected are admitted and counted. `off`: calls pass untouched.");

    private final String key;
    private final ValueKind kind;
    private final @Nullable T defaultValue;
    private final @Nullable String absent;
    private final String meaning;
    private final @Nullable T never;
    private final int index;

    private BreakerSetting(
            String key, ValueKind kind, @Nullable T defaultValue, @Nullable String absent, String meaning) {
        this(key, kind, defaultValue, absent, meaning, null);
    }

    private BreakerSetting(
            String key,
            ValueKind kind,
            @Nullable T defaultValue,
            @Nullable String absent,
            String meaning,
            @Nullable T never) {
        this.key = key;
        this.kind = kind;
        this.defaultValue = defaultValue;
        this.absent = absent;
        this.meaning = meaning;
        this.never = never;
        this.index = ROWS.size();
        ROWS.add(this);
    }

    /** All settings of a breaker, in the order of the documentation. */
    public static List<BreakerSetting<?>> all() {
        return Collections.unmodifiableList(ROWS);
    }

    /** Its name in kebab-case, behind {@code breaker.NAME.} or {@code defaults.} in a configuration file. */
    public String key() {
        return key;
    }

    /** What values it takes. */
    public ValueKind kind() {
        return kind;
    }

    /** Its default; null if it is not set by default. */
    public @Nullable T defaultValue() {
        return defaultValue;
    }

    /** The word for not set, such as {@code off}; null if it always has a value. */
    public @Nullable String absent() {
        return absent;
    }

    /** The value that a configuration file writes as {@code off} although the setting has a value then; mostly null. */
    public @Nullable T never() {
        return never;
    }

    /** What it does, in one or two sentences; in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Its default as a configuration file has it. */
    public String defaultText() {
        return defaultValue == null || isEmpty(defaultValue) ? String.valueOf(absent) : kind.text(defaultValue);
    }

    /** A value as a configuration file has it; null: not set. */
    public String text(@Nullable T value) {
        if (value == null || isEmpty(value)) {
            return String.valueOf(absent);
        }
        return value.equals(never) ? OFF : kind.text(value);
    }

    private static boolean isEmpty(Object value) {
        return value instanceof List<?> list && list.isEmpty();
    }

    /**
     * Checks a value.
     *
     * @throws IllegalArgumentException if it is out of bounds; the message names the setting, the bounds and the value, as in
     *     {@code error-threshold must be a whole number >= 1, was 0}
     */
    public void check(Object value) {
        var unused = checked(value);
    }

    /** The place of its value in {@link CircuitBreakerSettings}. */
    int index() {
        return index;
    }

    /**
     * Checks a value that may be not set.
     *
     * @param value null: not set
     * @return the value; a copy, if it is a list
     * @throws IllegalArgumentException if it is out of bounds
     * @throws NullPointerException if it is null and the setting must have a value
     */
    @Nullable
    Object checked(@Nullable Object value) {
        if (value == null) {
            if (absent == null || defaultValue instanceof List) {
                throw new NullPointerException(key);
            }
            return null;
        }
        return value.equals(never) ? value : kind.checked(key, value);
    }

    @Override
    public String toString() {
        return key;
    }
}
