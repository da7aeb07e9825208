package io.fusebox.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks on the JVM that runs this, and prints what came out against what is wanted. */
public final class Main {
    private static final String CONFIGURATION = """
            breaker.closed.methods = com.acme.Service#closed
            breaker.open.methods = com.acme.Service#open
            breaker.open.error-threshold = 1
            breaker.open.reset-timeout = 1h
            breaker.failing.methods = com.acme.Service#failing
            breaker.failing.error-threshold = 100
            breaker.rated.methods = com.acme.Service#rated
            breaker.rated.error-rate-threshold = 100%
            breaker.rated.window = 100 calls
            breaker.timed.methods = com.acme.Service#timed
            breaker.timed.slow-call-duration = 1s
            breaker.timed.slow-call-rate-threshold = 50%
            breaker.timed.window = 10s
            """;

    private Main() {}

    /** The agent's jar, and a regular expression for the benchmarks. */
    public static void main(String[] arguments) throws IOException, RunnerException, InterruptedException {
        Path configuration = Files.createTempFile("benchmarks", ".properties");
        Files.writeString(configuration, CONFIGURATION);
        String agent = "-javaagent:" + new File(arguments[0]).getCanonicalPath() + "=" + configuration;
        Goals goals = new Goals();
        goals.add(1, run(options(agent, 1).include("io.fusebox.benchmarks." + arguments[1])));
        if ("Closed".matches(arguments[1])) {
            goals.add(2, run(options(agent, 2).include("io.fusebox.benchmarks.Closed")));
        }
        goals.print(System.out);
        memory(agent);
        Files.delete(configuration);
    }

    private static ChainedOptionsBuilder options(String agent, int threads) {
        return new OptionsBuilder()
                .jvmArgsAppend(agent, "-Xms512m", "-Xmx512m", "-XX:-UsePerfData")
                .threads(threads)
                .forks(Integer.getInteger("forks", 2))
                .mode(org.openjdk.jmh.annotations.Mode.AverageTime)
                .timeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
                .warmupIterations(4)
                .warmupTime(TimeValue.milliseconds(700))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(700))
                .addProfiler(GCProfiler.class);
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }

    /** In a JVM of its own: nothing of the benchmarks' is in its heap. */
    private static void memory(String agent) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(agent);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Memory.class.getName());
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
