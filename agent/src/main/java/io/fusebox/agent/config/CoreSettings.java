package io.fusebox.agent.config;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hands values to the settings of the breaker itself, whose bounds they obey. */
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
        if (setting.ofBreaker != null && !setting.type().isList()) {
            setting.ofBreaker.check(value);
        }
    }

    /** The message of a check, without the setting and the value, which a problem names anyway. */
    static String what(Setting setting, IllegalArgumentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        int start = message.startsWith(setting.key() + " ") ? setting.key().length() + 1 : 0;
        int end = message.lastIndexOf(", was ");
        return message.substring(start, end < start ? message.length() : end);
    }

    /** Sets one value; null: not set. The breaker definition keeps the settings that are not the breaker's own. */
    @SuppressWarnings("unchecked") // The type of the setting has parsed it.
    static void set(CircuitBreakerSettings.Builder builder, Setting setting, @Nullable Object value) {
        if (setting.ofBreaker != null) {
            builder.set((BreakerSetting<Object>) setting.ofBreaker, value);
        }
    }
}
