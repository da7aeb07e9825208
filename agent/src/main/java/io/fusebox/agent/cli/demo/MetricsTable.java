package io.fusebox.agent.cli.demo;

import java.util.List;
import javax.management.openmbean.CompositeData;

/** The figures of a breaker that tell the demo's story, each with its description. */
final class MetricsTable {
    private static final List<String> FIGURES = List.of(
            "State",
            "TotalSuccessCount",
            "TotalErrorCount",
            "TotalRejectedCount",
            "TotalLateCount",
            "ActiveCalls",
            "OpenCount",
            "LastErrorType",
            "LastErrorMessage");
    private static final int WIDTH = 76;

    private final CompositeData metrics;

    MetricsTable(CompositeData metrics) {
        this.metrics = metrics;
    }

    List<String> lines() {
        return FIGURES.stream().map(this::line).toList();
    }

    private String line(String figure) {
        String line = pad(figure, 18) + "  " + pad(String.valueOf(metrics.get(figure)), 6);
        String described = line + "  " + metrics.getCompositeType().getDescription(figure);
        return described.length() <= WIDTH ? described : line.stripTrailing();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
