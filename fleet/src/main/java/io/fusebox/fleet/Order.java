package io.fusebox.fleet;

import io.fusebox.State;
import io.fusebox.fleet.redis.PlainText;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order to the fleet. Immutable. Its texts come from Redis, where anybody may have written them: they are {@linkplain
 * PlainText made plain} when they are read.
 *
 * @param breaker the breaker, {@code NAME} or {@code NAME[KEY]}
 * @param operation {@code force-open}, {@code force-close} or {@code auto}, or one that a newer version knows
 * @param who who gave it
 * @param reason why; may be empty
 * @param when wall time of Redis, in milliseconds
 * @param number Redis' time in microseconds; the greater one of two orders is the newer
 * @param json as Redis has it
 */
public record Order(String breaker, String operation, String who, String reason, long when, long number, String json) {
    /** 2^53: Redis' scripts have no exact number beyond it. */
    private static final long GREATEST_NUMBER = 1L << 53;

    /** Reads one; null if it is none. Fields that this version does not know are left out. */
    public static @Nullable Order read(String breaker, String json) {
        try {
            Map<String, String> texts = JsonTexts.of(json);
            long number = Long.parseLong(texts.getOrDefault("number", "0"));
            if (number < 0 || number > GREATEST_NUMBER) {
                return null;
            }
            long when = (long) Double.parseDouble(texts.getOrDefault("when", "0"));
            return new Order(
                    breaker,
                    PlainText.of(texts.getOrDefault("operation", "")),
                    PlainText.of(texts.getOrDefault("who", "")),
                    PlainText.of(texts.getOrDefault("reason", "")),
                    when,
                    number,
                    json);
        } catch (IOException | NumberFormatException none) {
            return null;
        }
    }

    /** The state that it forces; null if it forces none. */
    public @Nullable State state() {
        return switch (operation) {
            case "force-open" -> State.FORCED_OPEN;
            case "force-close" -> State.FORCED_CLOSED;
            default -> null;
        };
    }

    /** What was ordered, by whom and why, for people: {@code force-open by ann@ops1: the bank is down}. */
    public String text() {
        return operation + " by " + (who.isEmpty() ? "somebody" : who) + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** Who and why, for a log: {@code by order of ann: the bank is down}. */
    String origin() {
        return "by order of " + (who.isEmpty() ? "somebody" : who) + " to the fleet"
                + (reason.isEmpty() ? "" : ": " + reason);
    }
}
