package io.fusebox.agent.metrics;

import io.fusebox.agent.view.ProgramView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A program whose metrics are written, and what tells it from others. Immutable.
 *
 * @param program what is known of it
 * @param labels further labels of all its samples, such as {@code jvm} and {@code pid}; empty if it speaks for itself
 */
public record Subject(ProgramView program, Map<String, String> labels) {
    public Subject {
        labels = new LinkedHashMap<>(labels);
    }
}
