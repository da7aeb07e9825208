package io.fusebox.agent.operate;

import java.util.ArrayList;
import java.util.List;

/** What stands below the table of breakers: what an operator should know although no breaker says it. */
public final class Notes {
    /** More patterns are counted only. */
    private static final int MOST = 10;

    private Notes() {}

    /** The lines; none if all is well. */
    public static List<String> of(List<String> unmatched, List<String> problems) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < unmatched.size() && i < MOST; i++) {
            notes.add("note: " + unmatched.get(i));
        }
        if (unmatched.size() > MOST) {
            notes.add("note: " + (unmatched.size() - MOST)
                    + " more patterns or keys: UnmatchedMethods in JMX has them all");
        }
        if (!problems.isEmpty()) {
            notes.add((problems.size() == 1 ? "1 problem" : problems.size() + " problems")
                    + " in the configuration, the first: " + problems.get(0));
        }
        return notes;
    }
}
