package io.fusebox.internal.figures;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import org.jspecify.annotations.Nullable;

/** The mode of all breakers of a program without the agent, where each has only its own. */
public final class CommonMode {
    private CommonMode() {}

    /** The word of the mode that all breakers have, else {@code mixed}. */
    public static String of(Registry registry) {
        Mode common = null;
        for (Breaker breaker : registry.all()) {
            Mode mode = breaker.settings().mode();
            if (common != null && common != mode) {
                return "mixed";
            }
            common = mode;
        }
        return word(common);
    }

    private static String word(@Nullable Mode mode) {
        return mode == null ? CircuitBreakerSettings.defaults().mode().word() : mode.word();
    }

    /** Sets the mode of the breakers that there are. */
    public static void set(Registry registry, Mode mode) {
        for (Breaker breaker : registry.all()) {
            breaker.apply(breaker.settings().toBuilder().mode(mode).build());
        }
    }
}
