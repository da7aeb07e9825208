package io.fusebox.internal.engine;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import java.io.IOException;
import java.time.Duration;

/** The breaker under stress: thresholds of 2, a clock that stands still, and its parts within reach. */
class Subject {
    static final CircuitBreakerSettings SETTINGS = CircuitBreakerSettings.builder()
            .errorThreshold(2)
            .successThreshold(2)
            .halfOpenErrorThreshold(2)
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

    final State state() {
        return machine.period().state();
    }

    final long openCount() {
        return machine.period().history.openCount;
    }
}
