package io.fusebox.agent.replay;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings to try: a value for each of some settings, in place of what the breaker has. Immutable. */
final class Candidate {
    /** The settings that are tried, in the order in which they are shown. */
    static final List<BreakerSetting<?>> SEARCHED = List.of(
            BreakerSetting.ERROR_THRESHOLD,
            BreakerSetting.ERROR_RATE_THRESHOLD,
            BreakerSetting.SLOW_CALL_DURATION,
            BreakerSetting.SLOW_CALL_RATE_THRESHOLD,
            BreakerSetting.WINDOW,
            BreakerSetting.MINIMUM_CALLS,
            BreakerSetting.RESET_TIMEOUT,
            BreakerSetting.SUCCESS_THRESHOLD,
            BreakerSetting.HALF_OPEN_CAPACITY,
            BreakerSetting.HALF_OPEN_ERROR_THRESHOLD);

    private final Map<BreakerSetting<?>, @Nullable Object> values;

    private Candidate(Map<BreakerSetting<?>, @Nullable Object> values) {
        this.values = values;
    }

    /** What the breaker has. */
    static Candidate of(CircuitBreakerSettings settings) {
        Map<BreakerSetting<?>, @Nullable Object> values = new LinkedHashMap<>();
        for (BreakerSetting<?> setting : SEARCHED) {
            values.put(setting, settings.get(setting));
        }
        return new Candidate(values);
    }

    /** The same with another value; null: not set. */
    <T> Candidate with(BreakerSetting<T> setting, @Nullable T value) {
        Map<BreakerSetting<?>, @Nullable Object> next = new LinkedHashMap<>(values);
        next.put(setting, value);
        return new Candidate(next);
    }

    /** The settings of a breaker with these values. */
    CircuitBreakerSettings on(CircuitBreakerSettings settings) {
        CircuitBreakerSettings.Builder builder = settings.toBuilder();
        values.forEach((setting, value) -> set(builder, setting, value));
        return builder.build();
    }

    @SuppressWarnings("unchecked") // The value is one of that setting.
    private static void set(CircuitBreakerSettings.Builder builder, BreakerSetting<?> setting, @Nullable Object value) {
        builder.set((BreakerSetting<Object>) setting, value);
    }

    /** How much there is to understand: values that are not the defaults. Of what matters only beside a rate, nothing without one. */
    int complexity() {
        int count = 0;
        for (BreakerSetting<?> setting : SEARCHED) {
            count += isUsed(setting) && !text(setting).equals(setting.defaultText()) ? 1 : 0;
        }
        return count;
    }

    private boolean isUsed(BreakerSetting<?> setting) {
        boolean ofRates = setting == BreakerSetting.WINDOW || setting == BreakerSetting.MINIMUM_CALLS;
        return !ofRates
                || values.get(BreakerSetting.ERROR_RATE_THRESHOLD) != null
                || values.get(BreakerSetting.SLOW_CALL_RATE_THRESHOLD) != null;
    }

    /** What to write in a configuration file: what is not the default, and what takes back a present value. */
    Map<String, String> texts(CircuitBreakerSettings present) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (BreakerSetting<?> setting : SEARCHED) {
            String text = text(setting);
            boolean differs = !text.equals(textOf(setting, present.get(setting)));
            if ((isUsed(setting) && !text.equals(setting.defaultText())) || (differs && isUsed(setting))) {
                texts.put(setting.key(), text);
            }
        }
        return texts;
    }

    private String text(BreakerSetting<?> setting) {
        return textOf(setting, values.get(setting));
    }

    @SuppressWarnings("unchecked") // The value is one of that setting.
    private static String textOf(BreakerSetting<?> setting, @Nullable Object value) {
        return ((BreakerSetting<Object>) setting).text(value);
    }

    /** What tells it from others; values that are not used do not. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (BreakerSetting<?> setting : SEARCHED) {
            if (isUsed(setting)) {
                parts.add(setting.key() + '=' + text(setting));
            }
        }
        return String.join(" ", parts);
    }
}
