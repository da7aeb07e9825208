package io.fusebox.agent.config.address;

import io.fusebox.agent.config.value.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lines about what a configuration says of the fleet and what does not come true. Loaded only for such a configuration. */
public final class FleetNotes {
    /** What a problem of the fleet's settings leads to. */
    public static final String NO_FLEET =
            "fleet: this JVM joins no fleet while a setting of the fleet has a problem; after a"
                    + " reload it stays in the fleet that it is in";

    /** A JVM asks the fleet once a second, and has its answer within the next one. */
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private FleetNotes() {}

    /** A breaker, or all, follow a fleet that there is not. */
    public static String withoutUrl(String prefix, Object word) {
        return prefix + "fleet = " + word + " has no effect without fleet.url; add fleet.url = redis://HOST:6379";
    }

    /**
     * The wait of a breaker that shares its probes; null if it is long enough. A probe that begins before the JVM has asked the fleet
     * is one of this JVM alone.
     *
     * @param prefix of the breaker's settings
     * @param jitter by how many percent the wait is spread
     */
    public static @Nullable String shortWait(String prefix, Duration wait, double jitter) {
        double share = 1 - jitter / 100;
        Duration shortest = Duration.ofMillis((long) (wait.toMillis() * share));
        if (shortest.compareTo(SHORTEST) >= 0) {
            return null;
        }
        String why = " is too short for fleet = share: this JVM probes before it has asked the fleet";
        if (share <= 0) {
            return prefix + "reset-timeout-jitter = 100%: the wait" + why + "; write 50%";
        }
        Duration enough = Duration.ofSeconds((long) Math.ceil(SHORTEST.toSeconds() / share));
        String least = jitter > 0 ? " (" + Durations.format(shortest) + " with its jitter)" : "";
        return prefix + "reset-timeout = " + Durations.format(wait) + least + why + "; write "
                + Durations.format(enough);
    }
}
