package io.fusebox.fleet;

import io.fusebox.fleet.redis.RedisFailure;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the log says while Redis does not answer: each kind of failure once, until Redis answers again. For one thread. */
final class Outage {
    /** What Redis answers may be anything; an outage has few causes. */
    private static final int MOST_KINDS = 8;

    private final String fleet;
    private final Set<String> told = new HashSet<>();

    Outage(String fleet) {
        this.fleet = fleet;
    }

    /** The line for one more failure; null if the log has said that. */
    @Nullable
    String line(RedisFailure failure) {
        boolean isLost = failure.kind().equals(RedisFailure.LOST);
        if (isLost && !told.isEmpty()) {
            // A line that is mended breaks the connections of before.
            return null;
        }
        if (told.size() == MOST_KINDS || !told.add(isLost ? RedisFailure.UNREACHABLE : failure.kind())) {
            return null;
        }
        return told.size() == 1
                ? "fleet: " + fleet + " does not answer: " + failure.getMessage()
                        + "; each JVM goes on by itself until it does"
                : "fleet: " + fleet + " still does not answer, now for another reason: " + failure.getMessage();
    }

    /** Redis answers. */
    void end() {
        told.clear();
    }
}
