package io.fusebox.benchmarks;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What was measured, by name. */
final class Figures {
    private final String unit;
    private final String second;
    private final Map<String, double[]> figures = new LinkedHashMap<>();

    /**
     * @param unit what the figures count
     * @param second what the figures beside them count
     */
    Figures(String unit, String second) {
        this.unit = unit;
        this.second = second;
    }

    void add(String name, double value, double beside) {
        figures.put(name, new double[] {value, beside});
    }

    /** Not a number if it was not measured. */
    double value(String name) {
        return figures.containsKey(name) ? figures.get(name)[0] : Double.NaN;
    }

    /** The figure beside it; not a number if it was not measured. */
    double bytes(String name) {
        return figures.containsKey(name) ? figures.get(name)[1] : Double.NaN;
    }

    void print(PrintStream out) {
        out.printf("%n%-44s %10s %10s%n", "", unit, second);
        figures.forEach((name, values) -> out.printf(Locale.ROOT, "%-44s %10.1f %10.0f%n", name, values[0], values[1]));
        out.flush();
    }
}
