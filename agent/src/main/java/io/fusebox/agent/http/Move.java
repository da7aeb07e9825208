package io.fusebox.agent.http;

import io.fusebox.internal.registry.OperatorMove;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A move that somebody asks for.
 *
 * @param breaker the name of the breaker
 * @param key null: the breaker without a key and all its keys, as for the commands
 * @param operation as the commands name it: {@code open}, {@code force-close}
 * @param seconds for {@code open}, how long; 0: as the settings say
 * @param pid of the JVM that is meant; null: the one that has such a breaker
 */
public record Move(
        String breaker,
        @Nullable String key,
        String operation,
        long seconds,
        @Nullable String pid) {
    /**
     * The operation.
     *
     * @throws IllegalArgumentException if no operation has that name, or if the operation does not take these seconds
     */
    public OperatorMove operatorMove() {
        OperatorMove move = OperatorMove.ofWord(operation);
        if (move == null) {
            throw new IllegalArgumentException(
                    "there is no such operation; write open, close, force-open, force-close, half-open or reset");
        }
        if (seconds > 0 && move != OperatorMove.OPEN) {
            throw new IllegalArgumentException("only open takes seconds");
        }
        if (seconds > OperatorMove.MAX_SECONDS) {
            throw new IllegalArgumentException("seconds must be at most " + OperatorMove.MAX_SECONDS + " (365 days)");
        }
        return move;
    }

    /** How long the move lasts; null: as the settings say. */
    public @Nullable Duration time() {
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }
}
