package io.fusebox.internal.figures;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.Transition;
import io.fusebox.internal.registry.AgentView;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** One breaker at one moment. Its metrics are read once; all values that clients see come from that reading. */
public record BreakerReading(
        Registry registry, Breaker breaker, CircuitBreakerMetrics metrics, CircuitBreakerSettings settings) {

    /** Reads the breaker now. */
    public static BreakerReading of(Registry registry, Breaker breaker) {
        return new BreakerReading(registry, breaker, breaker.metrics(), breaker.settings());
    }

    /** Rounded up, so that a probe is admitted once the time is over; -1: only an operator ends the state. */
    public long retryAfterMillis() {
        if (metrics.state() == State.FORCED_OPEN) {
            return -1;
        }
        Duration rest = metrics.retryAfter().orElse(Duration.ZERO);
        return (rest.toNanos() + 999_999) / 1_000_000;
    }

    /** The changes of state, newest first, with their columns below each other. */
    String[] transitionLines() {
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
        TextTable table = new TextTable("llll");
        for (Transition change : metrics.recentTransitions()) {
            table.row(
                    time.format(change.at()),
                    change.from() + " -> " + change.to(),
                    change.cause().toString(),
                    change.reason());
        }
        return table.lines();
    }

    /** The methods that are woven; none without an agent. */
    String[] methods() {
        AgentView agent = registry.agent();
        return agent == null ? new String[0] : agent.methodsOf(breaker.name()).toArray(new String[0]);
    }
}
