package io.fusebox.internal.engine;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.WaitSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** The breaker under stress: thresholds of 2, a clock that stands still, and its parts within reach. */
class Subject {
    static final CircuitBreakerSettings SETTINGS = CircuitBreakerSettings.builder()
            .errorThreshold(2)
            .successThreshold(2)
            .halfOpenErrorThreshold(2)
            .build();

    static final CircuitBreakerSettings.Builder SLOW = CircuitBreakerSettings.builder()
            .noErrorThreshold()
            .slowCallDuration(Duration.ofSeconds(1))
            .slowCallRateThreshold(100);

    static final CircuitBreakerSettings RECOVERING =
            SETTINGS.toBuilder().recovery(Duration.ofSeconds(100)).build();

    static final CircuitBreakerSettings WARMING =
            SETTINGS.toBuilder().warmUp(Duration.ofSeconds(60)).build();

    static final CircuitBreakerSettings WARMING_LONGER =
            SETTINGS.toBuilder().warmUp(Duration.ofSeconds(90)).build();

    static final CircuitBreakerSettings EXPIRING = SETTINGS.toBuilder()
            .errorThreshold(3)
            .errorExpiry(Duration.ofSeconds(10))
            .build();

    static final CircuitBreakerSettings ASKING = SETTINGS.toBuilder()
            .errorThreshold(1)
            .resetTimeoutFrom(
                    new WaitSource("seconds", (exception, result) -> exception == null ? null : exception.getMessage()))
            .build();

    final TestEnvironment environment = new TestEnvironment();
    final CallCounters counters = new CallCounters(CallCounters.MAX_SLOTS);
    final StateMachine machine;
    final CallGate gate;

    Subject(CircuitBreakerSettings settings) {
        BreakerId id = BreakerId.of("stressed");
        machine = new StateMachine(id, settings, environment, counters, () -> {});
        gate = new CallGate(machine, counters, environment.faults());
    }

    /** A call that any thread may end. */
    final Permit admitted() {
        return gate.detach(gate.enter());
    }

    /** 1 if a call was admitted, 0 if it was rejected. */
    final int tryEnter() {
        try {
            gate.detach(gate.enter());
            return 1;
        } catch (CircuitOpenException rejection) {
            return 0;
        }
    }

    final void fail(Permit permit) {
        gate.end(permit, new IOException());
    }

    /** Opens the breaker and lets its wait pass. */
    final void wait30Seconds() {
        machine.move(State.OPEN, null, false);
        environment.clock.advance(Duration.ofSeconds(30));
    }

    final void pass(long seconds) {
        environment.clock.advance(Duration.ofSeconds(seconds));
    }

    /** As many probes succeed as begin the recovery (R22). */
    final void recover() {
        wait30Seconds();
        gate.end(admitted(), null);
        gate.end(admitted(), null);
    }

    final WatchedCalls watcher() {
        return Objects.requireNonNull(gate.hanging);
    }

    final RateWindow window() {
        return Objects.requireNonNull(((ClosedPeriod) machine.period()).window);
    }

    final long totalSlow() {
        return counters.totals()[CallCounters.SLOW];
    }

    final State state() {
        return machine.period().state();
    }

    final long openCount() {
        return machine.period().history.openCount;
    }
}
