package io.fusebox.agent.metrics;

import io.fusebox.agent.view.ProgramView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program that is shown, and what tells it from others. Immutable.
 *
 * @param program what is known of it; empty if there is a problem
 * @param labels further labels of all its samples, such as {@code jvm} and {@code pid}; empty if it speaks for itself
 * @param problem why nothing is known of it now, in a sentence; null if all is well. There are no metrics then
 */
public record Subject(
        ProgramView program,
        Map<String, String> labels,
        @Nullable String problem) {
    public Subject {
        labels = new LinkedHashMap<>(labels);
    }

    /** A program that answered. */
    public static Subject of(ProgramView program, Map<String, String> labels) {
        return new Subject(program, labels, null);
    }

    /** A program that did not answer. */
    public static Subject silent(Map<String, String> labels, String problem) {
        return new Subject(ProgramView.EMPTY, labels, problem);
    }
}
