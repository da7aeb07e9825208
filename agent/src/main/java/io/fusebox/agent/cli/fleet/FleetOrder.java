package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.text.TerminalText;
import io.fusebox.fleet.JsonTexts;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * An operator's word about a breaker of the fleet. Immutable.
 *
 * @param breaker as the operator wrote it: {@code http} or {@code http[api.acme.com]}
 * @param operation {@code force-open}, {@code force-close} or {@code auto}, perhaps one of a newer version
 * @param who gave it
 * @param at when, by the clock of Redis
 * @param reason as the operator wrote it; empty if none was given
 */
public record FleetOrder(String breaker, String operation, String who, Instant at, String reason) {
    private static final int LONGEST = 60;

    /**
     * Reads an order as it stands in Redis.
     *
     * @throws IOException if it is no JSON
     */
    static FleetOrder read(String json) throws IOException {
        Map<String, String> texts = JsonTexts.of(json);
        return new FleetOrder(
                texts.getOrDefault("breaker", ""),
                texts.getOrDefault("operation", ""),
                texts.getOrDefault("who", ""),
                time(texts.getOrDefault("when", "")),
                texts.getOrDefault("reason", ""));
    }

    /** The same for another breaker. */
    FleetOrder of(String name) {
        return new FleetOrder(name, operation, who, at, reason);
    }

    private static Instant time(String millis) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException unknown) {
            return Instant.EPOCH;
        }
    }

    /** Whether a breaker is that of a key of the name: {@code http[api.acme.com]} of {@code http}. */
    static boolean isKeyOf(String breaker, String name) {
        return breaker.endsWith("]") && breaker.startsWith(name + '[');
    }

    /** Whether it is in force, rather than taken back. */
    boolean isInForce() {
        return !operation.equals("auto");
    }

    /** What was ordered, by whom, when and why; safe for a terminal. */
    String text() {
        return TerminalText.of(operation, LONGEST) + " by " + TerminalText.of(who, LONGEST) + " at " + at
                + (reason.isEmpty() ? "" : ": " + TerminalText.of(reason, 2 * LONGEST));
    }
}
