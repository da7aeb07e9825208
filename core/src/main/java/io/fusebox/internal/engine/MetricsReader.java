package io.fusebox.internal.engine;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.State;
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
            BreakerId id, StateMachine machine, CallCounters counters, long @Nullable [] totalsAtReset) {
        // Changes that are due by time may count, too.
        Period now = machine.settled();
        long active = counters.active();
        long[] totals = counters.totals();
        if (totalsAtReset != null) {
            for (int i = 0; i < totals.length; i++) {
                totals[i] -= totalsAtReset[i];
            }
        }
        long nanos = machine.nanos();
        RateWindow window = now instanceof ClosedPeriod closed ? closed.window : null;
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
                consecutiveSuccesses(now, counters),
                window == null || policy.settings.errorRateThreshold().isEmpty()
                        ? OptionalDouble.empty()
                        : known(window.share(window.errors(nanos), policy.minimumCalls, nanos)),
                window == null || !policy.slowCallsDecide
                        ? OptionalDouble.empty()
                        : known(window.share(window.slow(nanos), policy.minimumCalls, nanos)),
                now.history.openCount,
                admittedPercent(now, nanos),
                oldestActiveCall(now, nanos),
                error == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(error.wallMillis())),
                error == null ? Optional.empty() : Optional.of(error.type()),
                error == null ? Optional.empty() : Optional.ofNullable(error.message()),
                List.of(now.history.recent));
    }

    private static OptionalDouble known(double share) {
        return share < 0 ? OptionalDouble.empty() : OptionalDouble.of(share);
    }

    private static int consecutiveErrors(Period now) {
        if (now instanceof ClosedPeriod closed) {
            return closed.errors;
        }
        if (now instanceof Period.HalfOpen halfOpen) {
            return halfOpen.errors;
        }
        return now.state() == State.HALF_OPEN ? ((Recovery) now).errors : 0;
    }

    private static long consecutiveSuccesses(Period now, CallCounters counters) {
        if (now instanceof ClosedPeriod closed) {
            return closed.successes(counters);
        }
        if (now instanceof Period.HalfOpen halfOpen) {
            return halfOpen.successes;
        }
        return now.state() == State.HALF_OPEN ? ((Recovery) now).successes : 0;
    }

    private static Optional<Duration> oldestActiveCall(Period now, long nanos) {
        CallGate gate = now.history.gate;
        WatchedCalls calls = gate == null || !now.policy.timed ? null : gate.hanging;
        return calls == null ? Optional.empty() : Optional.of(Duration.ofNanos(calls.oldestNanos(now, nanos)));
    }

    private static double admittedPercent(Period now, long nanos) {
        if (now.state() != State.HALF_OPEN || now instanceof Period.HalfOpen) {
            return now.state() == State.CLOSED || now.state() == State.FORCED_CLOSED ? 100 : 0;
        }
        return ((Recovery) now).percentage(nanos);
    }
}
