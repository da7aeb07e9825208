package io.fusebox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks: each in JVMs of its own, with the agent. */
final class Calls {
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
            breaker.keyed.methods = com.acme.Service#keyed
            breaker.keyed.key = arg0
            breaker.later.methods = com.acme.Service#later
            """;

    private static final String PACKAGE = "io\\.fusebox\\.benchmarks\\.";

    private final Figures figures = new Figures("ns/call", "B/call");
    private final String agent;
    private final Path configuration;

    Calls(Path jar, Path directory) throws IOException {
        configuration = directory.resolve("calls.properties");
        Files.writeString(configuration, CONFIGURATION);
        agent = "-javaagent:" + jar + "=" + configuration;
    }

    /** @param include which benchmarks, a regular expression */
    Figures measure(String include) throws RunnerException {
        run(1, include);
        if ("Closed.fusebox".matches(include + ".*")) {
            run(2, "Closed\\.(bare|fusebox|resilience4j)");
        }
        return figures;
    }

    private void run(int threads, String include) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(PACKAGE + include)
                        .jvmArgsAppend(agent, "-Xms512m", "-Xmx512m", "-XX:-UsePerfData")
                        .threads(threads)
                        .forks(Integer.getInteger("forks", 2))
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.milliseconds(300))
                        .measurementIterations(20)
                        .measurementTime(TimeValue.milliseconds(100))
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark().replaceFirst("^" + PACKAGE, "") + "/" + threads;
            Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            figures.add(name, nanos(result), allocated == null ? Double.NaN : allocated.getScore());
        }
    }

    /**
     * The mean of the forks, each by its quickest iteration: what else the machine does makes an iteration slower, never
     * quicker, and what the compiler decides differs between JVMs, not within one.
     */
    private static double nanos(RunResult result) {
        double sum = 0;
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            double quickest = Double.POSITIVE_INFINITY;
            for (IterationResult iteration : fork.getIterationResults()) {
                quickest = Math.min(quickest, iteration.getPrimaryResult().getScore());
            }
            sum += quickest;
        }
        return sum / result.getBenchmarkResults().size();
    }
}
