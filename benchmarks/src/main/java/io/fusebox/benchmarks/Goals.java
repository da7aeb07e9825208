package io.fusebox.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** What is wanted of Fusebox, as ratios and differences within one run, and what came out. */
final class Goals {
    private final PrintStream out;
    private int missed;
    private int reached;

    Goals(PrintStream out) {
        this.out = out;
        out.printf("%n%-66s %10s %10s%n", "", "goal", "measured");
    }

    void calls(Figures calls) {
        over("CLOSED call, ns over the bare call", 8, calls, "Closed.fusebox/1", "Closed.bare/1");
        ratio("CLOSED call, of resilience4j's", 1 / 10., calls, "Closed.fusebox/1", "Closed.resilience4j/1");
        nothing("CLOSED call, bytes", calls, "Closed.fusebox/1");
        ratio("CLOSED call, 2 threads, of resilience4j's", 1 / 20., calls, "Closed.fusebox/2", "Closed.resilience4j/2");
        ratio("rejection, in readings of the clock", 2, calls, "Rejection.fusebox/1", "Clock.nanoTime/1");
        ratio("error outcome, of resilience4j's", 1 / 2., calls, "Failure.fusebox/1", "Failure.resilience4j/1");
        ratio("error rate, of resilience4j's", 1 / 4., calls, "Rates.errorsFusebox/1", "Rates.errorsResilience4j/1");
        nothing("error rate, bytes", calls, "Rates.errorsFusebox/1");
        ratio("slow calls, in readings of the clock", 2.5, calls, "Rates.slowFusebox/1", "Clock.nanoTime/1");
        nothing("slow calls, bytes", calls, "Rates.slowFusebox/1");
        over("one breaker per key, 100 keys, ns over the bare call", 60, calls, "Keyed.fusebox/1", "Keyed.bare/1");
        nothing("one breaker per key, bytes", calls, "Keyed.fusebox/1");
        over("CompletableFuture, ns over the bare call", 120, calls, "Later.fusebox/1", "Later.bare/1");
    }

    void starts(Figures starts) {
        over("start, one guarded class, ms over no agent", 150, starts, Starts.ONE, Starts.NO_AGENT);
        over(
                "start, OpenTelemetry beside it, ms over no agent",
                Double.NaN,
                starts,
                Starts.OPENTELEMETRY,
                Starts.NO_AGENT);
        over("start, nothing matches, ms over an empty agent", 40, starts, Starts.NONE, Starts.EMPTY);
        double free = starts.value(Starts.FREE) - starts.value(Starts.NONE);
        double bare = starts.value(Starts.FREE_EMPTY) - starts.value(Starts.EMPTY);
        line("10,000 classes that match nothing, % over an empty agent", 3, 100 * (free / bare - 1), "%.1f");
        double guarded = starts.value(Starts.GUARDED) - starts.value(Starts.ONE);
        double unguarded = starts.value(Starts.GUARDED_EMPTY) - starts.value(Starts.EMPTY);
        line("1,000 guarded classes, ms for each further one", 0.5, (guarded - unguarded) / 999, "%.2f");
    }

    void line(String what, double goal, double measured) {
        line(what, goal, measured, "%.0f");
    }

    /** How many there were. */
    void end() {
        out.printf("%n%d reached, %d missed%n", reached, missed);
        out.flush();
    }

    private void ratio(String what, double goal, Figures figures, String ours, String theirs) {
        line(what, goal, figures.value(ours) / figures.value(theirs), "%.3f");
    }

    private void over(String what, double goal, Figures figures, String ours, String bare) {
        line(what, goal, figures.value(ours) - figures.value(bare), "%.1f");
    }

    private void nothing(String what, Figures figures, String ours) {
        // What JMH allocates itself shows as hundredths of a byte.
        line(what, 0, Math.floor(figures.bytes(ours) + 0.5), "%.0f");
    }

    private void line(String what, double goal, double measured, String format) {
        if (Double.isNaN(measured)) {
            return;
        }
        String verdict = Double.isNaN(goal) ? "" : measured <= goal ? "reached" : "MISSED";
        reached += verdict.equals("reached") ? 1 : 0;
        missed += verdict.equals("MISSED") ? 1 : 0;
        out.printf(
                "%-66s %10s %10s  %s%n",
                what,
                Double.isNaN(goal) ? "" : String.format(Locale.ROOT, format, goal),
                String.format(Locale.ROOT, format, measured),
                verdict);
    }
}
