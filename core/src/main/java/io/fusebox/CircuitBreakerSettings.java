package io.fusebox;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The settings of one circuit breaker; immutable and validated. Absent means absent: there is no number that stands for
 * "off".
 *
 * <p>Made with {@link #builder()}; every component that is not set has its default. Percentages run from 0 to 100.
 *
 * @param errorThreshold consecutive errors that open the breaker, at least 1; empty: only rates open it (R1). Default 5
 * @param successThreshold consecutive successful probes that close it, at least 1 (R3). Default 2
 * @param resetTimeout how long it stays open before the first probe, more than 0 (R2). Default 30 s
 * @param halfOpenCapacity probes in flight at once, at least 1 (R3). Default 1
 * @param halfOpenErrorThreshold failed probes that open it again, at least 1 (R3). Default 1
 * @param probeTimeout after what time a probe that has not ended counts as failed (R7); empty: as {@code resetTimeout},
 *     the default; {@link #FOREVER}: never
 * @param ignoreExceptions class names of exceptions that are no errors (R8). Default none
 * @param recordExceptions if present, only these are errors (R10). Default empty: all are
 * @param cancelExceptions class names of exceptions by which the caller gave up (R9). Default
 *     {@link #DEFAULT_CANCEL_EXCEPTIONS}, which loses to the other lists where they match as exactly (R11)
 * @param errorRateThreshold percentage of errors over the window that opens it, more than 0, at most 100 (R12). Default
 *     none
 * @param slowCallDuration a call that took longer is slow (R12). Default none
 * @param slowCallRateThreshold percentage of slow calls over the window that opens it, more than 0, at most 100 (R12);
 *     needs {@code slowCallDuration}. Default none
 * @param window over what the rates are taken (R12). Default the last 100 calls
 * @param minimumCalls outcomes that must be in the window before a rate decides, at least 1 (R12). In a smaller window
 *     of calls, a full window is enough. Default 20
 * @param resetTimeoutMultiplier factor by which the wait grows with each opening in a row, at least 1 (R13). Default 1
 * @param resetTimeoutMax the longest wait that growing leads to (R13). Default 10 min
 * @param resetTimeoutJitter percentage by which the wait is spread to both sides, from 0 to 100 (R13). Default 0
 * @param mode what happens to calls that would be rejected (R20). Default {@link Mode#ENFORCE}
 */
public record CircuitBreakerSettings(
        OptionalInt errorThreshold,
        int successThreshold,
        Duration resetTimeout,
        int halfOpenCapacity,
        int halfOpenErrorThreshold,
        Optional<Duration> probeTimeout,
        List<String> ignoreExceptions,
        Optional<List<String>> recordExceptions,
        List<String> cancelExceptions,
        OptionalDouble errorRateThreshold,
        Optional<Duration> slowCallDuration,
        OptionalDouble slowCallRateThreshold,
        Window window,
        int minimumCalls,
        double resetTimeoutMultiplier,
        Duration resetTimeoutMax,
        double resetTimeoutJitter,
        Mode mode) {

    /** The probe timeout of a breaker that waits for its probes for ever. */
    public static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    /** The longest duration of any setting but {@link #FOREVER}: 365 days. */
    public static final Duration MAX_DURATION = Duration.ofDays(365);

    /** Interruption and cancellation: the caller gave up, the service said nothing (R9). */
    public static final List<String> DEFAULT_CANCEL_EXCEPTIONS = List.of(
            "java.lang.InterruptedException",
            "java.util.concurrent.CancellationException",
            "java.nio.channels.ClosedByInterruptException");

    private static final CircuitBreakerSettings DEFAULTS = new Builder().build();

    /**
     * Checks every component.
     *
     * @throws IllegalArgumentException for the first that is out of its bounds; the message names the setting, its
     *     bounds and the value, as in {@code error-threshold must be a whole number >= 1, was 0}
     */
    public CircuitBreakerSettings {
        if (errorThreshold.isPresent()) {
            Bounds.atLeastOne("error-threshold", errorThreshold.getAsInt());
        }
        Bounds.atLeastOne("success-threshold", successThreshold);
        Bounds.duration("reset-timeout", resetTimeout);
        Bounds.atLeastOne("half-open-capacity", halfOpenCapacity);
        Bounds.atLeastOne("half-open-error-threshold", halfOpenErrorThreshold);
        if (probeTimeout.isPresent() && !probeTimeout.get().equals(FOREVER)) {
            Bounds.duration("probe-timeout", probeTimeout.get());
        }
        ignoreExceptions = Bounds.classNames("ignore-exceptions", ignoreExceptions);
        if (recordExceptions.isPresent()) {
            recordExceptions = Optional.of(Bounds.classNames("record-exceptions", recordExceptions.get()));
        }
        cancelExceptions = Bounds.classNames("cancel-exceptions", cancelExceptions);
        if (errorRateThreshold.isPresent()) {
            Bounds.percentage("error-rate-threshold", errorRateThreshold.getAsDouble());
        }
        if (slowCallDuration.isPresent()) {
            Bounds.duration("slow-call-duration", slowCallDuration.get());
        }
        if (slowCallRateThreshold.isPresent()) {
            Bounds.percentage("slow-call-rate-threshold", slowCallRateThreshold.getAsDouble());
            if (slowCallDuration.isEmpty()) {
                throw new IllegalArgumentException(
                        "slow-call-rate-threshold needs slow-call-duration, which is not set");
            }
        }
        Bounds.atLeastOne("minimum-calls", minimumCalls);
        Bounds.multiplier("reset-timeout-multiplier", resetTimeoutMultiplier);
        Bounds.duration("reset-timeout-max", resetTimeoutMax);
        Bounds.jitter("reset-timeout-jitter", resetTimeoutJitter);
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(mode, "mode");
    }

    /** The settings of a breaker about which nothing is said. */
    public static CircuitBreakerSettings defaults() {
        return DEFAULTS;
    }

    /** A builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that holds these settings. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** The time after which a probe counts as lost (R7): {@code probeTimeout}, by default {@code resetTimeout}. */
    public Duration effectiveProbeTimeout() {
        return probeTimeout.orElse(resetTimeout);
    }

    /**
     * Collects settings; each setter names the setting of the same name in a configuration file. Not safe for use by
     * several threads. Values are checked by {@link #build()}.
     */
    public static final class Builder {
        private OptionalInt errorThreshold = OptionalInt.of(5);
        private int successThreshold = 2;
        private Duration resetTimeout = Duration.ofSeconds(30);
        private int halfOpenCapacity = 1;
        private int halfOpenErrorThreshold = 1;
        private Optional<Duration> probeTimeout = Optional.empty();
        private List<String> ignoreExceptions = List.of();
        private Optional<List<String>> recordExceptions = Optional.empty();
        private List<String> cancelExceptions = DEFAULT_CANCEL_EXCEPTIONS;
        private OptionalDouble errorRateThreshold = OptionalDouble.empty();
        private Optional<Duration> slowCallDuration = Optional.empty();
        private OptionalDouble slowCallRateThreshold = OptionalDouble.empty();
        private Window window = Window.DEFAULT;
        private int minimumCalls = 20;
        private double resetTimeoutMultiplier = 1;
        private Duration resetTimeoutMax = Duration.ofMinutes(10);
        private double resetTimeoutJitter;
        private Mode mode = Mode.ENFORCE;

        private Builder() {}

        private Builder(CircuitBreakerSettings from) {
            errorThreshold = from.errorThreshold;
            successThreshold = from.successThreshold;
            resetTimeout = from.resetTimeout;
            halfOpenCapacity = from.halfOpenCapacity;
            halfOpenErrorThreshold = from.halfOpenErrorThreshold;
            probeTimeout = from.probeTimeout;
            ignoreExceptions = from.ignoreExceptions;
            recordExceptions = from.recordExceptions;
            cancelExceptions = from.cancelExceptions;
            errorRateThreshold = from.errorRateThreshold;
            slowCallDuration = from.slowCallDuration;
            slowCallRateThreshold = from.slowCallRateThreshold;
            window = from.window;
            minimumCalls = from.minimumCalls;
            resetTimeoutMultiplier = from.resetTimeoutMultiplier;
            resetTimeoutMax = from.resetTimeoutMax;
            resetTimeoutJitter = from.resetTimeoutJitter;
            mode = from.mode;
        }

        /** Consecutive errors that open the breaker, at least 1. */
        public Builder errorThreshold(int errors) {
            errorThreshold = OptionalInt.of(errors);
            return this;
        }

        /** No number of consecutive errors opens the breaker: rates only. */
        public Builder noErrorThreshold() {
            errorThreshold = OptionalInt.empty();
            return this;
        }

        /** Consecutive successful probes that close the breaker, at least 1. */
        public Builder successThreshold(int successes) {
            successThreshold = successes;
            return this;
        }

        /** How long the breaker stays open before the first probe, more than 0. */
        public Builder resetTimeout(Duration wait) {
            resetTimeout = wait;
            return this;
        }

        /** Probes in flight at once, at least 1. */
        public Builder halfOpenCapacity(int probes) {
            halfOpenCapacity = probes;
            return this;
        }

        /** Failed probes that open the breaker again, at least 1. */
        public Builder halfOpenErrorThreshold(int errors) {
            halfOpenErrorThreshold = errors;
            return this;
        }

        /** After what time a probe that has not ended counts as failed; {@link #FOREVER}: never. */
        public Builder probeTimeout(Duration timeout) {
            probeTimeout = Optional.of(timeout);
            return this;
        }

        /** Class names of exceptions that are no errors. */
        public Builder ignoreExceptions(List<String> classNames) {
            ignoreExceptions = classNames;
            return this;
        }

        /** Class names of the only exceptions that are errors. */
        public Builder recordExceptions(List<String> classNames) {
            recordExceptions = Optional.of(classNames);
            return this;
        }

        /** Class names of exceptions by which the caller gave up; replaces the default list. */
        public Builder cancelExceptions(List<String> classNames) {
            cancelExceptions = classNames;
            return this;
        }

        /** Percentage of errors over the window that opens the breaker, more than 0, at most 100. */
        public Builder errorRateThreshold(double percentage) {
            errorRateThreshold = OptionalDouble.of(percentage);
            return this;
        }

        /** A call that took longer is slow. */
        public Builder slowCallDuration(Duration duration) {
            slowCallDuration = Optional.of(duration);
            return this;
        }

        /** Percentage of slow calls over the window that opens the breaker, more than 0, at most 100. */
        public Builder slowCallRateThreshold(double percentage) {
            slowCallRateThreshold = OptionalDouble.of(percentage);
            return this;
        }

        /** Over what the rates are taken. */
        public Builder window(Window calls) {
            window = calls;
            return this;
        }

        /** Outcomes that must be in the window before a rate decides, at least 1. */
        public Builder minimumCalls(int calls) {
            minimumCalls = calls;
            return this;
        }

        /** Factor by which the wait grows with each opening in a row, at least 1. */
        public Builder resetTimeoutMultiplier(double factor) {
            resetTimeoutMultiplier = factor;
            return this;
        }

        /** The longest wait that growing leads to. */
        public Builder resetTimeoutMax(Duration wait) {
            resetTimeoutMax = wait;
            return this;
        }

        /** Percentage by which the wait is spread to both sides, from 0 to 100. */
        public Builder resetTimeoutJitter(double percentage) {
            resetTimeoutJitter = percentage;
            return this;
        }

        /** What happens to calls that would be rejected. */
        public Builder mode(Mode newMode) {
            mode = newMode;
            return this;
        }

        /**
         * The settings collected so far.
         *
         * @throws IllegalArgumentException for the first that is out of its bounds; the message names the setting, its
         *     bounds and the value
         */
        public CircuitBreakerSettings build() {
            return new CircuitBreakerSettings(
                    errorThreshold,
                    successThreshold,
                    resetTimeout,
                    halfOpenCapacity,
                    halfOpenErrorThreshold,
                    probeTimeout,
                    ignoreExceptions,
                    recordExceptions,
                    cancelExceptions,
                    errorRateThreshold,
                    slowCallDuration,
                    slowCallRateThreshold,
                    window,
                    minimumCalls,
                    resetTimeoutMultiplier,
                    resetTimeoutMax,
                    resetTimeoutJitter,
                    mode);
        }
    }
}
