package io.fusebox.agent.config.foreign;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of resilience4j, Failsafe, MicroProfile Fault Tolerance, Sentinel, Hystrix, Polly and the like: which setting
 * of Fusebox stands for each, and in which unit its value is. One table; a name is compared without case and punctuation.
 */
public final class ForeignSetting {
    /** In which unit the value of another library is. */
    public enum Unit {
        /** As here. */
        SAME,
        /** A number of milliseconds, unless it has a unit. */
        MILLIS,
        /** A number of seconds, unless it has a unit. */
        SECONDS,
        /** A number from 0 to 100. */
        PERCENT,
        /** A share of 1. */
        SHARE,
        /** A number of calls. */
        CALLS,
        /** The name of a method. */
        CALL,
        /** Switches on what the value of the row says. */
        SWITCH,
        /** The opposite of a switch. */
        OFF_SWITCH
    }

    /** Setting here, unit, names elsewhere. A setting that ends in {@code =…} has that value when it is switched on. */
    private static final String[] SAME_THING = {
        "window CALLS sliding-window-size ring-buffer-size-in-closed-state rolling-window window-size",
        "window MILLIS metrics.rolling-stats.time-in-milliseconds stat-interval-ms sampling-duration"
                + " failure-thresholding-period rolling-window-millis",
        "minimum-calls SAME minimum-number-of-calls min-request-amount minimum-throughput request-volume-threshold"
                + " failure-execution-threshold minimum-requests min-calls volume-threshold",
        "error-rate-threshold PERCENT failure-rate-threshold error-threshold-percentage failure-percentage"
                + " failure-rate error-rate error-percentage failure-percentage-threshold with-failure-rate-threshold",
        "error-rate-threshold SHARE failure-ratio failure-ratio-threshold error-ratio exception-ratio",
        "slow-call-rate-threshold SHARE slow-ratio-threshold slow-ratio",
        "slow-call-rate-threshold PERCENT slow-call-rate",
        "slow-call-duration MILLIS slow-call-duration-threshold max-allowed-rt slow-rt-threshold slow-call-threshold",
        "reset-timeout MILLIS wait-duration-in-open-state sleep-window-in-milliseconds delay with-delay break-duration"
                + " duration-of-break wait-duration open-timeout cooldown recovery-timeout open-duration reset-time sleep-window"
                + " wait-interval open-state-timeout half-open-after circuit-open-timeout",
        "reset-timeout SECONDS time-window open-state-duration-seconds",
        "half-open-capacity SAME permitted-number-of-calls-in-half-open-state ring-buffer-size-in-half-open-state"
                + " half-open-max-calls half-open-requests half-open-calls max-half-open-calls half-open-max-requests"
                + " permitted-calls-in-half-open permitted-number-of-calls",
        "probe-timeout MILLIS max-wait-duration-in-half-open-state half-open-timeout",
        "success-threshold SAME with-success-threshold successes success-count required-successes",
        "error-threshold SAME with-failure-threshold max-failures failure-threshold exceptions-allowed-before-breaking consecutive-failures"
                + " max-errors consecutive-errors failure-count failures-before-open trip-threshold consecutive-5xx",
        "ignore-exceptions SAME exclude-exceptions skip-on ignored-exceptions ignore-exception excluded-exceptions"
                + " exceptions-to-ignore excludes",
        "record-exceptions SAME handle include-exceptions fail-on recorded-exceptions handled-exceptions handle-exceptions"
                + " exceptions-to-record exceptions-to-trace includes record-failures",
        "cancel-exceptions SAME exceptions-to-cancel cancelled-exceptions",
        "reset-timeout-multiplier SAME exponential-backoff-multiplier delay-factor backoff-multiplier",
        "reset-timeout-multiplier=1.5 SWITCH enable-exponential-backoff",
        "reset-timeout-max MILLIS exponential-max-wait-duration-in-open-state max-delay max-wait-duration"
                + " max-reset-timeout",
        "reset-timeout-jitter SHARE randomized-wait-factor jitter-factor",
        "reset-timeout-jitter=50% SWITCH enable-randomized-wait",
        "mode=enforce SWITCH enabled circuit-breaker-enabled enable active",
        "mode=off OFF_SWITCH disabled disable",
        "on-open CALL fallback fallback-method fallback-to",
        "methods SAME pattern patterns method pointcut target targets",
        "key SAME group-key partition-key key-expression",
        "max-keys SAME max-breakers maximum-keys",
        "like SAME extends inherit inherits inherit-from parent base template same-as based-on copy-of use",
        "client SAME preset library",
    };

    /** Names elsewhere, then why there is nothing like it here. */
    private static final String[] NOTHING_LIKE_IT = {
        "register-health-indicator allow-health-indicator-to-fail health-indicator",
        "there is nothing like it: Fusebox shows its breakers by JMX, not as a health indicator",
        "base-config",
        "like = NAME takes the settings of another breaker; defaults hold for all breakers",
        "automatic-transition-from-open-to-half-open-enabled automatic-transition",
        "there is nothing like it: the first call after reset-timeout is the first probe",
        "event-consumer-buffer-size event-buffer-size",
        "there is nothing like it: JMX shows the last changes of state as RecentTransitions",
        "sliding-window-type window-type",
        "there is nothing like it: the value of window says it, as in 100 calls or 10s",
        "writable-stack-trace-enabled",
        "it is agent.stack-traces, for all breakers: on or off",
        "ignore-exception-predicate ignore-predicate abort-if",
        "there is nothing like it in code: ignore-when is a condition on the exception, as in exception.getStatusCode() < 500",
        "record-failure-predicate record-exception-predicate should-handle should-count-as-failure handle-if record-when",
        "there is nothing like it in code: ignore-when is a condition on the exception, error-when one on the result",
        "record-result-predicate handle-result handle-result-if transition-on-result predicate",
        "there is nothing like it in code: error-when is a condition on the result",
        "ignore-class-binding-exceptions",
        "there is nothing like it: a class in a list of exceptions need not be there",
        "count",
        "there is nothing like it: error-threshold counts errors, error-rate-threshold is their share, slow-call-duration a time",
        "timeout-in-milliseconds execution.isolation.thread.timeout-in-milliseconds timeout timeout-duration call-timeout"
                + " timeout-ms",
        "there is nothing like it: Fusebox never ends a call; slow-call-duration is the time after which one counts as slow",
        "force-open force-closed force-close initial-state",
        "there is nothing like it in the file: the commands force-open and force-close do it",
        "delay-unit jitter jitter-delay-unit jitter-unit",
        "there is nothing like it: a duration has its unit, as in 30s; reset-timeout-jitter is a percentage",
        "max-retries max-attempts max-retry-attempts retry-exceptions retries retry-on retry-delay",
        "there is nothing like it: Fusebox does not repeat calls",
        "max-concurrent-calls max-wait-duration-bulkhead core-size max-queue-size limit-for-period"
                + " limit-refresh-period rate-limit",
        "there is nothing like it: Fusebox does not limit calls while the breaker is closed",
        "grade strategy resource limit-app",
        "there is nothing like it: error-threshold, error-rate-threshold and slow-call-rate-threshold stand beside each other",
        "wait-interval-function-in-open-state interval-function break-duration-generator sleep-duration-provider",
        "there is nothing like it in code: reset-timeout-multiplier, reset-timeout-max and reset-timeout-jitter shape the wait",
        "half-open-success-percentage",
        "there is nothing like it: success-threshold successes close the breaker, half-open-error-threshold errors open it",
    };

    /** The setting here; null if there is none. */
    public final @Nullable String key;

    /** Why there is none. */
    public final String reason;

    /** In which unit the value is. */
    public final Unit unit;

    /** What a switch switches on. */
    public final String switched;

    private ForeignSetting(@Nullable String key, String reason, Unit unit, String switched) {
        this.key = key;
        this.reason = reason;
        this.unit = unit;
        this.switched = switched;
    }

    /** The setting of that name; null if no library is known to have it. */
    public static @Nullable ForeignSetting find(String name) {
        return table().get(plain(name));
    }

    /** All names elsewhere, in lower case and without punctuation, with their settings. */
    public static Map<String, ForeignSetting> table() {
        Map<String, ForeignSetting> table = new HashMap<>();
        for (String row : SAME_THING) {
            String[] words = row.split(" ", -1);
            int equals = words[0].indexOf('=');
            ForeignSetting setting = new ForeignSetting(
                    equals < 0 ? words[0] : words[0].substring(0, equals),
                    "",
                    Unit.valueOf(words[1]),
                    equals < 0 ? "" : words[0].substring(equals + 1));
            for (int i = 2; i < words.length; i++) {
                table.put(plain(words[i]), setting);
            }
        }
        for (int i = 0; i < NOTHING_LIKE_IT.length; i += 2) {
            ForeignSetting setting = new ForeignSetting(null, NOTHING_LIKE_IT[i + 1], Unit.SAME, "");
            for (String name : NOTHING_LIKE_IT[i].split(" ", -1)) {
                table.put(plain(name), setting);
            }
        }
        return table;
    }

    /** Letters and digits in lower case. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                plain.append(name.charAt(i));
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
