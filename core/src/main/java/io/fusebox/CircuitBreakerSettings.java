package io.fusebox;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one circuit breaker; immutable and validated. Absent means absent: there is no number that stands for
 * "off".
 *
 * <p>Made with {@link #builder()}; every setting that is not set has its default. Percentages run from 0 to 100. Keys,
 * bounds, defaults and meanings are those of the rows of {@link BreakerSetting}.
 */
public final class CircuitBreakerSettings {
    /** The probe timeout of a breaker that waits for its probes for ever. */
    public static final Duration FOREVER = BreakerSetting.FOREVER;

    /** The longest duration of any setting but {@link #FOREVER}: 365 days. */
    public static final Duration MAX_DURATION = ValueKind.MAX_DURATION;

    /** Interruption and cancellation: the caller gave up, the service said nothing (R9). */
    public static final List<String> DEFAULT_CANCEL_EXCEPTIONS =
            Objects.requireNonNull(BreakerSetting.CANCEL_EXCEPTIONS.defaultValue());

    private static final CircuitBreakerSettings DEFAULTS = new Builder().build();

    /** By {@link BreakerSetting#index()}. */
    private final @Nullable Object[] values;

    private CircuitBreakerSettings(@Nullable Object[] values) {
        this.values = values;
    }

    /** The settings of a breaker that nobody has configured. */
    public static CircuitBreakerSettings defaults() {
        return DEFAULTS;
    }

    /** A builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that holds these settings. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /** The value of a setting; null if it is not set. */
    @SuppressWarnings("unchecked") // What the builder takes is of the setting's type.
    public <T> @Nullable T get(BreakerSetting<T> setting) {
        return (T) values[setting.index()];
    }

    @SuppressWarnings("unchecked")
    private <T> T always(BreakerSetting<T> setting) {
        return (T) values[setting.index()];
    }

    /** Consecutive errors that open the breaker (R1); empty: only rates open it. */
    public OptionalInt errorThreshold() {
        Integer errors = get(BreakerSetting.ERROR_THRESHOLD);
        return errors == null ? OptionalInt.empty() : OptionalInt.of(errors);
    }

    /** Consecutive successful probes that close it (R3). */
    public int successThreshold() {
        return always(BreakerSetting.SUCCESS_THRESHOLD);
    }

    /** How long it stays open before the first probe (R2). */
    public Duration resetTimeout() {
        return always(BreakerSetting.RESET_TIMEOUT);
    }

    /** Probes in flight at once (R3). */
    public int halfOpenCapacity() {
        return always(BreakerSetting.HALF_OPEN_CAPACITY);
    }

    /** Failed probes that open it again (R3). */
    public int halfOpenErrorThreshold() {
        return always(BreakerSetting.HALF_OPEN_ERROR_THRESHOLD);
    }

    /** After what time a probe counts as failed (R7); empty: after {@link #resetTimeout()}; {@link #FOREVER}: never. */
    public Optional<Duration> probeTimeout() {
        return Optional.ofNullable(get(BreakerSetting.PROBE_TIMEOUT));
    }

    /** The time after which a probe counts as failed (R7): {@link #probeTimeout()}, by default {@link #resetTimeout()}. */
    public Duration effectiveProbeTimeout() {
        return probeTimeout().orElse(resetTimeout());
    }

    /** Class names of exceptions that are no errors (R8). */
    public List<String> ignoreExceptions() {
        return always(BreakerSetting.IGNORE_EXCEPTIONS);
    }

    /** The condition on an exception that is no error (R8), whatever {@link #recordExceptions()} says of it. */
    public Optional<ExceptionCondition> ignoreWhen() {
        return Optional.ofNullable(get(BreakerSetting.IGNORE_WHEN));
    }

    /** Class names of the only exceptions that are errors (R10); empty: all are. */
    public Optional<List<String>> recordExceptions() {
        return Optional.ofNullable(get(BreakerSetting.RECORD_EXCEPTIONS));
    }

    /**
     * Class names of exceptions by which the caller gave up (R9). The default list loses to the other lists where they match
     * as exactly (R11).
     */
    public List<String> cancelExceptions() {
        return always(BreakerSetting.CANCEL_EXCEPTIONS);
    }

    /** How long an error counts in a run of consecutive errors if no other follows (R24); empty: for ever. */
    public Optional<Duration> errorExpiry() {
        return Optional.ofNullable(get(BreakerSetting.ERROR_EXPIRY));
    }

    /** Percentage of errors over the window that opens it (R12). */
    public OptionalDouble errorRateThreshold() {
        return percentage(BreakerSetting.ERROR_RATE_THRESHOLD);
    }

    /** A call that has lasted that long is slow, also before it ends (R12, R21). */
    public Optional<Duration> slowCallDuration() {
        return Optional.ofNullable(get(BreakerSetting.SLOW_CALL_DURATION));
    }

    /** Percentage of slow calls over the window that opens it (R12). */
    public OptionalDouble slowCallRateThreshold() {
        return percentage(BreakerSetting.SLOW_CALL_RATE_THRESHOLD);
    }

    private OptionalDouble percentage(BreakerSetting<Double> setting) {
        Double percentage = get(setting);
        return percentage == null ? OptionalDouble.empty() : OptionalDouble.of(percentage);
    }

    /** The calls that the rates are taken over (R12). */
    public Window window() {
        return always(BreakerSetting.WINDOW);
    }

    /** Outcomes that must be in the window before a rate decides (R12). In a smaller window, a full window is enough. */
    public int minimumCalls() {
        return always(BreakerSetting.MINIMUM_CALLS);
    }

    /** Factor by which the wait grows with each opening in a row (R13). */
    public double resetTimeoutMultiplier() {
        return always(BreakerSetting.RESET_TIMEOUT_MULTIPLIER);
    }

    /** The longest wait that growing leads to (R13). */
    public Duration resetTimeoutMax() {
        return always(BreakerSetting.RESET_TIMEOUT_MAX);
    }

    /** Percentage by which the wait is spread to both sides (R13). */
    public double resetTimeoutJitter() {
        return always(BreakerSetting.RESET_TIMEOUT_JITTER);
    }

    /** Where the call that opens the breaker says how long the wait is (R25); empty: nowhere. */
    public Optional<WaitSource> resetTimeoutFrom() {
        return Optional.ofNullable(get(BreakerSetting.RESET_TIMEOUT_FROM));
    }

    /** Over what time the share of admitted calls grows before the breaker closes (R22); empty: it closes at once. */
    public Optional<Duration> recovery() {
        return Optional.ofNullable(get(BreakerSetting.RECOVERY));
    }

    /** For how long after its first call the breaker only observes (R23); empty: not at all. */
    public Optional<Duration> warmUp() {
        return Optional.ofNullable(get(BreakerSetting.WARM_UP));
    }

    /** What happens to calls that would be rejected (R20). */
    public Mode mode() {
        return always(BreakerSetting.MODE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CircuitBreakerSettings that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** The settings that differ from the defaults. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (BreakerSetting<?> setting : BreakerSetting.all()) {
            append(text, setting);
        }
        return text.length() == 0 ? "defaults" : text.toString();
    }

    private <T> void append(StringBuilder text, BreakerSetting<T> setting) {
        String written = setting.text(get(setting));
        if (!written.equals(setting.defaultText())) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(setting)
                    .append(" = ")
                    .append(written);
        }
    }

    /** Collects settings. Not safe for use by several threads. Values are checked by {@link #build()}. */
    public static final class Builder {
        private final @Nullable Object[] values;

        private Builder() {
            List<BreakerSetting<?>> settings = BreakerSetting.all();
            values = new Object[settings.size()];
            for (BreakerSetting<?> setting : settings) {
                values[setting.index()] = setting.defaultValue();
            }
        }

        private Builder(@Nullable Object[] from) {
            values = from.clone();
        }

        /** Sets a value; null: not set. */
        public <T> Builder set(BreakerSetting<T> setting, @Nullable T value) {
            values[setting.index()] = value;
            return this;
        }

        /** See {@link CircuitBreakerSettings#errorThreshold()}. */
        public Builder errorThreshold(int errors) {
            return set(BreakerSetting.ERROR_THRESHOLD, errors);
        }

        /** No number of consecutive errors opens the breaker: rates only. */
        public Builder noErrorThreshold() {
            return set(BreakerSetting.ERROR_THRESHOLD, null);
        }

        /** See {@link CircuitBreakerSettings#successThreshold()}. */
        public Builder successThreshold(int successes) {
            return set(BreakerSetting.SUCCESS_THRESHOLD, successes);
        }

        /** See {@link CircuitBreakerSettings#resetTimeout()}. */
        public Builder resetTimeout(Duration wait) {
            return set(BreakerSetting.RESET_TIMEOUT, wait);
        }

        /** See {@link CircuitBreakerSettings#halfOpenCapacity()}. */
        public Builder halfOpenCapacity(int probes) {
            return set(BreakerSetting.HALF_OPEN_CAPACITY, probes);
        }

        /** See {@link CircuitBreakerSettings#halfOpenErrorThreshold()}. */
        public Builder halfOpenErrorThreshold(int errors) {
            return set(BreakerSetting.HALF_OPEN_ERROR_THRESHOLD, errors);
        }

        /** See {@link CircuitBreakerSettings#probeTimeout()}. */
        public Builder probeTimeout(Duration timeout) {
            return set(BreakerSetting.PROBE_TIMEOUT, timeout);
        }

        /** See {@link CircuitBreakerSettings#ignoreExceptions()}. */
        public Builder ignoreExceptions(List<String> classNames) {
            return set(BreakerSetting.IGNORE_EXCEPTIONS, classNames);
        }

        /** See {@link CircuitBreakerSettings#ignoreWhen()}. */
        public Builder ignoreWhen(ExceptionCondition condition) {
            return set(BreakerSetting.IGNORE_WHEN, condition);
        }

        /** See {@link CircuitBreakerSettings#recordExceptions()}. */
        public Builder recordExceptions(List<String> classNames) {
            return set(BreakerSetting.RECORD_EXCEPTIONS, classNames);
        }

        /** See {@link CircuitBreakerSettings#cancelExceptions()}; replaces the default list. */
        public Builder cancelExceptions(List<String> classNames) {
            return set(BreakerSetting.CANCEL_EXCEPTIONS, classNames);
        }

        /** See {@link CircuitBreakerSettings#errorExpiry()}. */
        public Builder errorExpiry(Duration time) {
            return set(BreakerSetting.ERROR_EXPIRY, time);
        }

        /** See {@link CircuitBreakerSettings#errorRateThreshold()}. */
        public Builder errorRateThreshold(double percentage) {
            return set(BreakerSetting.ERROR_RATE_THRESHOLD, percentage);
        }

        /** See {@link CircuitBreakerSettings#slowCallDuration()}. */
        public Builder slowCallDuration(Duration duration) {
            return set(BreakerSetting.SLOW_CALL_DURATION, duration);
        }

        /** See {@link CircuitBreakerSettings#slowCallRateThreshold()}; needs {@link #slowCallDuration}. */
        public Builder slowCallRateThreshold(double percentage) {
            return set(BreakerSetting.SLOW_CALL_RATE_THRESHOLD, percentage);
        }

        /** See {@link CircuitBreakerSettings#window()}. */
        public Builder window(Window calls) {
            return set(BreakerSetting.WINDOW, calls);
        }

        /** See {@link CircuitBreakerSettings#minimumCalls()}. */
        public Builder minimumCalls(int calls) {
            return set(BreakerSetting.MINIMUM_CALLS, calls);
        }

        /** See {@link CircuitBreakerSettings#resetTimeoutMultiplier()}. */
        public Builder resetTimeoutMultiplier(double factor) {
            return set(BreakerSetting.RESET_TIMEOUT_MULTIPLIER, factor);
        }

        /** See {@link CircuitBreakerSettings#resetTimeoutMax()}. */
        public Builder resetTimeoutMax(Duration wait) {
            return set(BreakerSetting.RESET_TIMEOUT_MAX, wait);
        }

        /** See {@link CircuitBreakerSettings#resetTimeoutJitter()}. */
        public Builder resetTimeoutJitter(double percentage) {
            return set(BreakerSetting.RESET_TIMEOUT_JITTER, percentage);
        }

        /** See {@link CircuitBreakerSettings#resetTimeoutFrom()}. */
        public Builder resetTimeoutFrom(WaitSource source) {
            return set(BreakerSetting.RESET_TIMEOUT_FROM, source);
        }

        /** See {@link CircuitBreakerSettings#recovery()}. */
        public Builder recovery(Duration time) {
            return set(BreakerSetting.RECOVERY, time);
        }

        /** See {@link CircuitBreakerSettings#warmUp()}. */
        public Builder warmUp(Duration time) {
            return set(BreakerSetting.WARM_UP, time);
        }

        /** See {@link CircuitBreakerSettings#mode()}. */
        public Builder mode(Mode mode) {
            return set(BreakerSetting.MODE, mode);
        }

        /**
         * The settings collected so far.
         *
         * @throws IllegalArgumentException for the first that is out of its bounds; the message names the setting, its
         *     bounds and the value, as in {@code error-threshold must be a whole number >= 1, was 0}
         */
        public CircuitBreakerSettings build() {
            @Nullable Object[] checked = new Object[values.length];
            for (BreakerSetting<?> setting : BreakerSetting.all()) {
                checked[setting.index()] = setting.checked(values[setting.index()]);
            }
            CircuitBreakerSettings settings = new CircuitBreakerSettings(checked);
            if (settings.get(BreakerSetting.SLOW_CALL_RATE_THRESHOLD) != null
                    && settings.get(BreakerSetting.SLOW_CALL_DURATION) == null) {
                throw new IllegalArgumentException(
                        "slow-call-rate-threshold needs slow-call-duration, which is not set");
            }
            return settings;
        }
    }
}
