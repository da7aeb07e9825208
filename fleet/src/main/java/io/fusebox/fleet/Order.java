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

    /**
     * Reads one, perhaps of another version: it needs no field but {@code operation}, and fields that this version does not know
     * stay in {@link #json} alone.
     *
     * @return null if it is none
     */
    public static @Nullable Order read(String breaker, String json) {
        try {
            Map<String, String> texts = JsonTexts.of(json);
            long number = number(texts.get("number"), -1);
            if (number < 0 || number > GREATEST_NUMBER) {
                return null;
            }
            return new Order(
                    breaker,
                    PlainText.of(texts.getOrDefault("operation", "")),
                    PlainText.of(texts.getOrDefault("who", "")),
                    PlainText.of(texts.getOrDefault("reason", "")),
                    number(texts.get("when"), 0),
                    number,
                    json);
        } catch (IOException none) {
            return null;
        }
    }

    /** Read as Redis' scripts read it: a number or a text, also one such as {@code 1.7e15}; 0 if there is none. */
    private static long number(@Nullable String text, long strange) {
        try {
            return text == null ? 0 : (long) Double.parseDouble(text);
        } catch (NumberFormatException none) {
            return strange;
        }
    }

    /** Whether this version knows the operation. An order that it does not know forces nothing here, as {@code auto}. */
    boolean isKnown() {
        return state() != null || operation.equals("auto");
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
