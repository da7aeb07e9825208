package io.fusebox.it;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A series as Prometheus tells them apart: a label without a value is no label.
 *
 * @param name of the metric
 * @param labels by their names
 */
record Series(String name, Map<String, String> labels) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: \\S+)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*+)\"");

    Series {
        labels = new TreeMap<>(labels);
        labels.values().removeIf(String::isEmpty);
    }

    static Series of(String name, String... labels) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        return new Series(name, all);
    }

    /** The series of a scrape whose names begin so, with their values. */
    static Map<Series, Double> of(String text, String prefix) {
        Map<Series, Double> all = new HashMap<>();
        for (String line : text.split("\n", -1)) {
            Matcher sample = SAMPLE.matcher(line);
            if (line.startsWith(prefix) && sample.matches()) {
                Map<String, String> labels = new HashMap<>();
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    if (!label.group(1).startsWith("otel_scope")) {
                        labels.put(label.group(1), plain(label.group(2)));
                    }
                }
                all.put(new Series(sample.group(1), labels), Double.valueOf(sample.group(3)));
            }
        }
        return all;
    }

    private static String plain(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\') {
                c = escaped.charAt(++i);
                c = c == 'n' ? '\n' : c;
            }
            text.append(c);
        }
        return text.toString();
    }
}
