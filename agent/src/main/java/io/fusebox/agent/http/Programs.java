package io.fusebox.agent.http;

import io.fusebox.agent.metrics.Subject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint shows: the program that it is in, or all programs of a machine. Safe for use by any thread.
 */
public interface Programs {
    /** What is known now; may be a moment old. */
    List<Subject> read();

    /** Whether they are shown as one program, rather than as a list of programs. */
    boolean isOne();

    /** Why nobody may move anything here; null if moves are allowed. */
    @Nullable
    String refusalOfMoves();

    /**
     * Whether a token is the one that allows moves; compared in constant time.
     *
     * @throws IOException if the file with the token cannot be read
     */
    boolean isToken(String token) throws IOException;

    /**
     * An operator's move.
     *
     * @return a sentence that says what came of it
     * @throws IllegalArgumentException if it is not possible; the message says why
     */
    String move(Move move);
}
