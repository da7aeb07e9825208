package io.fusebox.internal.engine;

import io.fusebox.CircuitBreakerMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads the metrics of one breaker at one moment. */
public final class MetricsReader {
    private MetricsReader() {}

    public static CircuitBreakerMetrics of(
            BreakerId id, StateMachine machine, CallCounters tally, long @Nullable [] totalsAtReset) {
        long active = tally.active();
        long[] totals = tally.totals();
        if (totalsAtReset != null) {
            for (int i = 0; i < totals.length; i++) {
                totals[i] -= totalsAtReset[i];
            }
        }
        Period now = machine.settled();
        long nanos = machine.nanos();
        RateWindow window = now instanceof Period.Closed closed ? closed.window : null;
        CompiledSettings policy = now.policy;
        LastError error = machine.lastError();
        return new CircuitBreakerMetrics(
                id.name(),
                id.key(),
                now.state(),
                Instant.ofEpochMilli(now.history.sinceMillis),
                now instanceof Period.Open open
                        ? Optional.of(Duration.ofNanos(Math.max(0, open.deadline - nanos)))
                        : Optional.empty(),
                policy.mode,
                active,
                totals[CallCounters.SUCCESS],
                totals[CallCounters.ERROR],
                totals[CallCounters.IGNORED],
                totals[CallCounters.CANCELLED],
                totals[CallCounters.REJECTED],
                totals[CallCounters.WOULD_REJECT],
                totals[CallCounters.LATE],
                totals[CallCounters.SLOW],
                consecutiveErrors(now),
                consecutiveSuccesses(now, tally),
                window == null || policy.settings.errorRateThreshold().isEmpty()
                        ? OptionalDouble.empty()
                        : known(window.share(window.errors(nanos), policy.minimumCalls, nanos)),
                window == null || !policy.slowCallsDecide
                        ? OptionalDouble.empty()
                        : known(window.share(window.slow(nanos), policy.minimumCalls, nanos)),
                now.history.openCount,
                error == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(error.wallMillis())),
                error == null ? Optional.empty() : Optional.of(error.type()),
                error == null ? Optional.empty() : Optional.ofNullable(error.message()),
                List.of(now.history.recent));
    }

    private static OptionalDouble known(double share) {
        return share < 0 ? OptionalDouble.empty() : OptionalDouble.of(share);
    }

    private static int consecutiveErrors(Period now) {
        if (now instanceof Period.Closed closed) {
            return closed.errors;
        }
        return now instanceof Period.HalfOpen halfOpen ? halfOpen.errors : 0;
    }

    private static long consecutiveSuccesses(Period now, CallCounters tally) {
        if (now instanceof Period.Closed closed) {
            return closed.successes(tally);
        }
        return now instanceof Period.HalfOpen halfOpen ? halfOpen.successes : 0;
    }
}
