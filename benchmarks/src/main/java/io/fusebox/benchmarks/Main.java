package io.fusebox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/** Measures on the JDK that runs this what Fusebox costs, and prints it beside what is wanted. */
public final class Main {
    private static final int MOST_BYTES_OF_JAR = 6_000_000;
    private static final int MOST_BYTES_OF_BREAKER = 600;

    private Main() {}

    /**
     * The agent's jar, OpenTelemetry's, and what to measure: {@code all}, {@code starts}, {@code memory}, or a regular
     * expression for the benchmarks of calls.
     */
    public static void main(String[] arguments) throws IOException, RunnerException, InterruptedException {
        Path agent = Path.of(arguments[0]).toRealPath();
        String what = arguments[2];
        boolean all = what.equals("all");
        Path directory = Files.createTempDirectory("benchmarks");
        try {
            Figures starts = all || what.equals("starts")
                    ? new Starts(agent, Path.of(arguments[1]).toAbsolutePath(), directory).measure()
                    : null;
            long memory = all || what.equals("memory") ? Memory.ofBreaker(agent) : -1;
            boolean calls = all || (starts == null && memory < 0);
            Figures nanos = calls ? new Calls(agent, directory).measure(all ? ".*" : what) : null;
            System.out.println("\nJDK " + System.getProperty("java.vm.version") + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors");
            print(nanos, starts, memory, Files.size(agent));
        } finally {
            delete(directory);
        }
    }

    private static void print(Figures calls, Figures starts, long memory, long jar) {
        Stream.of(calls, starts).filter(figures -> figures != null).forEach(figures -> figures.print(System.out));
        Goals goals = new Goals(System.out);
        if (calls != null) {
            goals.calls(calls);
        }
        if (starts != null) {
            goals.starts(starts);
        }
        if (memory >= 0) {
            goals.line("breaker at rest, bytes", MOST_BYTES_OF_BREAKER, (double) memory);
        }
        goals.line("the agent's jar, bytes", MOST_BYTES_OF_JAR, (double) jar);
        goals.end();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
