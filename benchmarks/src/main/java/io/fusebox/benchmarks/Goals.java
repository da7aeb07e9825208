package io.fusebox.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What is wanted of Fusebox, as ratios within one run, and what came out. */
final class Goals {
    private final Map<String, Double> nanos = new HashMap<>();
    private final Map<String, Double> bytes = new HashMap<>();

    void add(int threads, Collection<RunResult> results) {
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1") + "/" + threads;
            nanos.put(name, result.getPrimaryResult().getScore());
            Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            if (allocated != null) {
                bytes.put(name, allocated.getScore());
            }
        }
    }

    void print(PrintStream out) {
        out.printf("%n%-34s %10s %8s%n", "", "ns/call", "B/call");
        nanos.keySet().stream()
                .sorted()
                .forEach(name -> out.printf(
                        "%-34s %10.1f %8.0f%n", name, nanos.get(name), bytes.getOrDefault(name, Double.NaN)));
        out.printf("%n%-58s %9s %9s%n", "", "goal", "measured");
        over(out, "CLOSED call over the bare call, ns", 8, "Closed.fusebox/1", "Closed.bare/1");
        allocation(out, "CLOSED call, bytes", "Closed.fusebox/1");
        ratio(out, "CLOSED call, of resilience4j", 1 / 10., "Closed.fusebox/1", "Closed.resilience4j/1");
        ratio(out, "the same by 2 threads", 1 / 20., "Closed.fusebox/2", "Closed.resilience4j/2");
        ratio(out, "rejection, of resilience4j", 1 / 8., "Rejection.fusebox/1", "Rejection.resilience4j/1");
        ratio(out, "error outcome, of resilience4j", 1 / 2., "Failure.fusebox/1", "Failure.resilience4j/1");
        ratio(out, "error rate over 100 calls", 1 / 4., "Rates.errorsFusebox/1", "Rates.errorsResilience4j/1");
        allocation(out, "the same, bytes", "Rates.errorsFusebox/1");
        ratio(out, "slow calls over a time window", 1 / 2., "Rates.slowFusebox/1", "Rates.slowResilience4j/1");
        allocation(out, "the same, bytes", "Rates.slowFusebox/1");
        out.flush();
    }

    private void ratio(PrintStream out, String what, double goal, String ours, String theirs) {
        line(out, what, goal, nanos.containsKey(theirs) ? value(ours) / value(theirs) : Double.NaN, "%.3f");
    }

    private void over(PrintStream out, String what, double goal, String ours, String bare) {
        line(out, what, goal, value(ours) - value(bare), "%.1f");
    }

    private void allocation(PrintStream out, String what, String ours) {
        // JMH's own bookkeeping shows as thousandths of a byte.
        line(out, what, 0.01, bytes.getOrDefault(ours, Double.NaN), "%.2f");
    }

    private double value(String name) {
        return nanos.getOrDefault(name, Double.NaN);
    }

    private static void line(PrintStream out, String what, double goal, double measured, String format) {
        if (!Double.isNaN(measured)) {
            out.printf(
                    "%-58s %9s %9s  %s%n",
                    what,
                    String.format(format, goal),
                    String.format(format, measured),
                    measured <= goal ? "" : "MISSED");
        }
    }
}
