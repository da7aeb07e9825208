package io.fusebox.internal.figures;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.State;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;

/** All breakers as a table of text, for clients that show no more than that. */
final class Overview {
    /** Longer texts are cut, so that a row stays a row. */
    private static final int LONGEST_NAME = 40;

    private static final int LONGEST_ERROR = 80;

    private Overview() {}

    static String[] of(Registry registry) {
        TextTable table = new TextTable("lllrrrrrrrl");
        table.row(
                "NAME",
                "STATE",
                "MODE",
                "ACTIVE",
                "SUCCESS",
                "ERROR",
                "IGNORED",
                "REJECTED",
                "CONSECUTIVE",
                "RETRY AFTER",
                "LAST ERROR");
        for (Breaker breaker : registry.all()) {
            CircuitBreakerMetrics metrics = breaker.metrics();
            table.row(
                    cut(breaker.id().toString(), LONGEST_NAME),
                    metrics.state().name(),
                    metrics.mode().word(),
                    Long.toString(metrics.activeCalls()),
                    Long.toString(metrics.totalSuccessCount()),
                    Long.toString(metrics.totalErrorCount()),
                    Long.toString(metrics.totalIgnoredCount()),
                    Long.toString(metrics.totalRejectedCount()),
                    Integer.toString(metrics.consecutiveErrorCount()),
                    retryAfter(metrics),
                    cut(lastError(metrics), LONGEST_ERROR));
        }
        return table.lines();
    }

    private static String retryAfter(CircuitBreakerMetrics metrics) {
        if (metrics.state() == State.FORCED_OPEN) {
            return "operator";
        }
        if (metrics.retryAfter().isEmpty()) {
            return "-";
        }
        long tenths = (metrics.retryAfter().get().toNanos() + 99_999_999) / 100_000_000;
        return tenths / 10 + "." + tenths % 10 + "s";
    }

    private static String lastError(CircuitBreakerMetrics metrics) {
        String type = metrics.lastErrorType().orElse("-");
        return metrics.lastErrorMessage().isEmpty()
                ? type
                : type + ": " + metrics.lastErrorMessage().get();
    }

    /** On one line, and not too long. */
    private static String cut(String text, int longest) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && i < longest; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        if (text.length() > longest) {
            line.setLength(longest - 3);
            line.append("...");
        }
        return line.toString();
    }
}
