package io.fusebox.agent.config;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.Window;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings that are the core's: hands them to its builder, whose bounds they obey. */
final class CoreSettings {
    private CoreSettings() {}

    /**
     * Checks the bounds of one value, or of one element of a list.
     *
     * @throws IllegalArgumentException if it is out of them
     */
    static void check(Setting setting, Object value) {
        if (setting == Setting.MAX_KEYS && (Integer) value < 1) {
            throw new IllegalArgumentException("max-keys must be a whole number >= 1, was " + value);
        }
        if (setting == Setting.AGENT_RELOAD_INTERVAL && ((Duration) value).isZero()) {
            throw new IllegalArgumentException("reload-interval must be a duration > 0, was " + value);
        }
        if (setting.ofAgent() || setting.type().isList()) {
            return;
        }
        CircuitBreakerSettings.Builder builder = CircuitBreakerSettings.builder();
        builder.slowCallDuration(Duration.ofSeconds(1));
        set(builder, setting, value);
        builder.build();
    }

    /** What a refusal of the core says, without the setting and the value that a problem names anyway. */
    static String what(Setting setting, IllegalArgumentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        int start = message.startsWith(setting.key() + " ") ? setting.key().length() + 1 : 0;
        int end = message.lastIndexOf(", was ");
        return message.substring(start, end < start ? message.length() : end);
    }

    /** Sets one value; null for the word that stands for none. Settings that are not the core's are left alone. */
    static void set(CircuitBreakerSettings.Builder builder, Setting setting, @Nullable Object value) {
        if (value == null) {
            if (setting == Setting.ERROR_THRESHOLD) {
                builder.noErrorThreshold();
            }
            // Of the others, absent is the default.
            return;
        }
        switch (setting) {
            case ERROR_THRESHOLD -> builder.errorThreshold((Integer) value);
            case SUCCESS_THRESHOLD -> builder.successThreshold((Integer) value);
            case RESET_TIMEOUT -> builder.resetTimeout((Duration) value);
            case HALF_OPEN_CAPACITY -> builder.halfOpenCapacity((Integer) value);
            case HALF_OPEN_ERROR_THRESHOLD -> builder.halfOpenErrorThreshold((Integer) value);
            case PROBE_TIMEOUT -> builder.probeTimeout((Duration) value);
            case IGNORE_EXCEPTIONS -> builder.ignoreExceptions(classNames(value));
            case RECORD_EXCEPTIONS -> builder.recordExceptions(classNames(value));
            case CANCEL_EXCEPTIONS -> builder.cancelExceptions(classNames(value));
            case ERROR_RATE_THRESHOLD -> builder.errorRateThreshold((Double) value);
            case SLOW_CALL_DURATION -> builder.slowCallDuration((Duration) value);
            case SLOW_CALL_RATE_THRESHOLD -> builder.slowCallRateThreshold((Double) value);
            case WINDOW -> builder.window((Window) value);
            case MINIMUM_CALLS -> builder.minimumCalls((Integer) value);
            case RESET_TIMEOUT_MULTIPLIER -> builder.resetTimeoutMultiplier((Double) value);
            case RESET_TIMEOUT_MAX -> builder.resetTimeoutMax((Duration) value);
            case RESET_TIMEOUT_JITTER -> builder.resetTimeoutJitter((Double) value);
            case MODE -> builder.mode((Mode) value);
            default -> {
                // Kept by the BreakerDefinition.
            }
        }
    }

    private static List<String> classNames(Object value) {
        List<?> names = (List<?>) value;
        String[] texts = new String[names.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = (String) names.get(i);
        }
        return List.of(texts);
    }
}
