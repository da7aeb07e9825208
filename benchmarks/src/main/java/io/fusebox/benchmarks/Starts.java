package io.fusebox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an agent costs the start of a program: whole processes, in turn, so that the machine's moods hit all alike. */
final class Starts {
    static final String NO_AGENT = "hello, no agent";
    static final String EMPTY = "hello, empty agent";
    static final String NONE = "hello, Fusebox, nothing matches";
    static final String ONE = "hello, Fusebox, one guarded class";
    static final String OPENTELEMETRY = "hello, OpenTelemetry";
    static final String FREE_EMPTY = "10,000 classes, empty agent";
    static final String FREE = "10,000 classes, Fusebox, nothing matches";
    static final String GUARDED_EMPTY = "1,000 classes, empty agent";
    static final String GUARDED = "1,000 classes, Fusebox, all guarded";

    private static final int ROUNDS = Integer.getInteger("rounds", 15);

    /** A start that takes seconds is measured in each third round only. */
    private static final List<String> LONG = List.of(OPENTELEMETRY, FREE_EMPTY, FREE, GUARDED_EMPTY, GUARDED);

    private final Path directory;
    private final Map<String, List<String>> arguments = new LinkedHashMap<>();

    /** @param opentelemetry the jar of its agent */
    Starts(Path agent, Path opentelemetry, Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        StartPrograms programs = new StartPrograms(directory);
        programs.make();
        String fusebox = "-javaagent:" + agent + "=";
        String empty = "-javaagent:" + programs.emptyAgent();
        String none = fusebox + programs.configuration("none", "com.acme.Absent#call");
        add(NO_AGENT, "Hello");
        add(EMPTY, empty, "Hello");
        add(NONE, none, "Hello");
        add(ONE, fusebox + programs.configuration("one", "Hello#call"), "Hello");
        if (Files.exists(opentelemetry)) {
            add(
                    OPENTELEMETRY,
                    "-javaagent:" + opentelemetry,
                    "-Dotel.traces.exporter=none",
                    "-Dotel.metrics.exporter=none",
                    "-Dotel.logs.exporter=none",
                    "Hello");
        }
        add(FREE_EMPTY, empty, "Free");
        add(FREE, none, "Free");
        add(GUARDED_EMPTY, empty, "Guarded");
        add(GUARDED, fusebox + programs.configuration("all", "Guarded*#call"), "Guarded");
    }

    private void add(String name, String... more) {
        arguments.put(name, List.of(more));
    }

    /** Milliseconds from start to end, the median of the rounds, and how many classes were loaded. */
    Figures measure() throws IOException, InterruptedException {
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (String name : arguments.keySet()) {
                if (round % 3 == 0 || !LONG.contains(name)) {
                    double one = run(List.of(), arguments.get(name));
                    // The first fills the machine's caches.
                    if (round > 0) {
                        millis.computeIfAbsent(name, unused -> new ArrayList<>())
                                .add(one);
                    }
                }
            }
        }
        Figures figures = new Figures("ms", "classes");
        for (Map.Entry<String, List<Double>> start : millis.entrySet()) {
            figures.add(start.getKey(), median(start.getValue()), classes(arguments.get(start.getKey())));
        }
        return figures;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private double classes(List<String> start) throws IOException, InterruptedException {
        Path log = directory.resolve("classes.log");
        run(List.of("-Xlog:class+load:file=" + log), start);
        try (var lines = Files.lines(log)) {
            return lines.count();
        }
    }

    private double run(List<String> options, List<String> start) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(StartPrograms.tool("java"), "-cp", "classes"));
        command.addAll(options);
        command.addAll(start);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(directory.resolve("stderr.txt").toFile());
        long begin = System.nanoTime();
        int exit = builder.start().waitFor();
        double millis = (System.nanoTime() - begin) / 1e6;
        if (exit != 0) {
            throw new IllegalStateException(command + ": exit " + exit);
        }
        return millis;
    }
}
