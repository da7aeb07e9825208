package io.fusebox.agent.config.value;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list at its commas, but not at those inside parentheses or between back-ticks. */
public final class Lists {
    private Lists() {}

    /**
     * The offsets at which the elements of a list begin, and after them the one behind its end: element {@code i} runs
     * from {@code [i]} to {@code [i + 1] - 1}, where the comma stands.
     */
    public static List<Integer> cuts(String text) {
        List<Integer> cuts = new ArrayList<>();
        cuts.add(0);
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted || c == '`') {
                quoted ^= c == '`';
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth = Math.max(0, depth - 1);
            } else if (c == ',' && depth == 0) {
                cuts.add(i + 1);
            }
        }
        cuts.add(text.length() + 1);
        return cuts;
    }
}
