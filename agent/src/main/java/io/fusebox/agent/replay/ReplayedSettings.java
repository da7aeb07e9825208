package io.fusebox.agent.replay;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.ValueKind;
import java.util.List;

/** The settings that decide what a breaker does to calls whose outcome is known already. */
public final class ReplayedSettings {
    private ReplayedSettings() {}

    /** Whether a setting matters: those that judge exceptions and results, and the mode, do not. */
    public static boolean matters(BreakerSetting<?> setting) {
        ValueKind kind = setting.kind();
        return kind != ValueKind.CLASS_NAMES
                && kind != ValueKind.CONDITION
                && kind != ValueKind.WAIT_SOURCE
                && kind != ValueKind.MODE;
    }

    /**
     * The settings with which calls are replayed: the breaker enforces, and the outcomes are as they were recorded. All waits are of
     * the same length, in the middle of the jitter.
     */
    public static CircuitBreakerSettings of(CircuitBreakerSettings settings) {
        CircuitBreakerSettings.Builder replayed = CircuitBreakerSettings.builder();
        for (BreakerSetting<?> setting : BreakerSetting.all()) {
            if (matters(setting)) {
                copy(setting, settings, replayed);
            }
        }
        return replayed.mode(Mode.ENFORCE)
                .ignoreExceptions(List.of(Outcomes.Ignored.class.getName()))
                .build();
    }

    private static <T> void copy(
            BreakerSetting<T> setting, CircuitBreakerSettings from, CircuitBreakerSettings.Builder to) {
        to.set(setting, from.get(setting));
    }
}
