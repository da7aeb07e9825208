package io.fusebox.agent.metrics;

import io.fusebox.agent.view.BreakerView;
import io.fusebox.agent.view.ProgramView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes metrics in Prometheus' text format or in OpenMetrics, which differ in their header lines and in the last line. One
 * pass over the view for each family, since a family's samples must stand together. Safe for use by any thread.
 */
public final class MetricsText {
    /** The content type of the Prometheus text format. */
    public static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /** The content type of OpenMetrics. */
    public static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final Family[] FAMILIES = Family.values();

    private final StringBuilder out = new StringBuilder(1 << 14);
    private final boolean openMetrics;

    private MetricsText(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    /** Whether a client that sends this {@code Accept} header is to get OpenMetrics. */
    public static boolean wantsOpenMetrics(String accept) {
        return accept.contains("application/openmetrics-text");
    }

    /** The metrics of all programs. */
    public static String of(List<Subject> subjects, boolean openMetrics) {
        List<Labelled<ProgramView>> programs = new ArrayList<>();
        List<Labelled<BreakerView>> breakers = new ArrayList<>();
        for (Subject subject : subjects) {
            if (subject.problem() != null) {
                continue;
            }
            StringBuilder labels = new StringBuilder();
            for (Map.Entry<String, String> label : subject.labels().entrySet()) {
                label(labels, label.getKey(), label.getValue());
            }
            programs.add(new Labelled<>(subject.program(), labels));
            for (BreakerView breaker : subject.program().breakers()) {
                StringBuilder own = new StringBuilder(labels);
                label(own, "breaker", breaker.name());
                String key = breaker.key();
                label(own, "key", key == null ? "" : key);
                breakers.add(new Labelled<>(breaker, own));
            }
        }
        MetricsText text = new MetricsText(openMetrics);
        for (Family family : FAMILIES) {
            text.family(family, programs, breakers);
        }
        if (openMetrics) {
            text.out.append("# EOF\n");
        }
        return text.out.toString();
    }

    /** A part of the view, and the labels of its samples as they are written. */
    private record Labelled<T>(T view, StringBuilder labels) {}

    private void family(Family family, List<Labelled<ProgramView>> programs, List<Labelled<BreakerView>> breakers) {
        String title = openMetrics ? family.title : family.sample();
        out.append("# HELP ").append(title).append(' ').append(family.help).append('\n');
        out.append("# TYPE ").append(title).append(' ').append(family.type.word).append('\n');
        if (openMetrics && !family.unit.isEmpty()) {
            out.append("# UNIT ").append(title).append(' ').append(family.unit).append('\n');
        }
        if (Samples.isOfBreaker(family)) {
            for (Labelled<BreakerView> one : breakers) {
                Samples.of(family, one.view, new Lines(family.sample(), one.labels));
            }
        } else {
            for (Labelled<ProgramView> one : programs) {
                Samples.of(family, one.view, new Lines(family.sample(), one.labels));
            }
        }
    }

    /** One line for each sample of one subject. */
    private final class Lines implements Samples.Sink {
        private final String name;
        private final StringBuilder labels;

        Lines(String name, StringBuilder labels) {
            this.name = name;
            this.labels = labels;
        }

        @Override
        public void sample(String label, String labelValue, double value) {
            begin(label, labelValue);
            out.append(value).append('\n');
        }

        @Override
        public void sample(String label, String labelValue, long value) {
            begin(label, labelValue);
            out.append(value).append('\n');
        }

        private void begin(String label, String labelValue) {
            int length = labels.length();
            if (!label.isEmpty()) {
                label(labels, label, labelValue);
            }
            out.append(name);
            if (labels.length() > 0) {
                out.append('{').append(labels).append('}');
            }
            out.append(' ');
            labels.setLength(length);
        }
    }

    /** Adds a label. Three characters have a meaning there. */
    private static void label(StringBuilder to, String name, String text) {
        if (to.length() > 0) {
            to.append(',');
        }
        to.append(name).append("=\"");
        String value = LabelValue.of(text);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> to.append("\\\\");
                case '"' -> to.append("\\\"");
                case '\n' -> to.append("\\n");
                default -> to.append(c);
            }
        }
        to.append('"');
    }
}
