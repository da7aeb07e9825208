package io.fusebox.agent.operate;

import io.fusebox.agent.config.spelling.EditDistance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to say of a breaker that is not there: which one was probably meant, or which there are. */
public final class UnknownBreaker {
    /** More are counted only. */
    private static final int MOST = 20;

    private UnknownBreaker() {}

    /** The message; it follows the name of the program, as in "process 4711 has no breaker ...". */
    public static String message(String wanted, List<String> all) {
        String none = "has no breaker '" + wanted + "'; ";
        String nearest = nearest(wanted, all);
        if (nearest != null) {
            return none + "did you mean '" + nearest + "'?";
        }
        int shown = Math.min(MOST, all.size());
        return none + "it has " + (all.isEmpty() ? "none" : String.join(", ", all.subList(0, shown)))
                + (all.size() > shown ? " and " + (all.size() - shown) + " more" : "");
    }

    private static @Nullable String nearest(String wanted, List<String> all) {
        String nearest = null;
        int least = Math.max(2, wanted.length() / 2);
        for (String name : all) {
            int distance = EditDistance.between(wanted, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }
}
