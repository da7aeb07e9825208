package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.WaitSource;
import io.fusebox.internal.registry.Breaker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/** A real breaker and its model, which are led through the same steps and must agree after each. */
final class Twins {
    private static final String ERROR_TYPE = "java.io.IOException";

    private record InFlight(Permit permit, BreakerModel.Admitted model) {}

    /** What {@code reset-timeout-from} reads. */
    private static final ThreadLocal<Duration> ASKED = new ThreadLocal<>();

    static final WaitSource WAIT = new WaitSource("what the test says", (exception, result) -> ASKED.get());

    private final TestEnvironment environment = new TestEnvironment();
    private final Breaker real;
    private final BreakerModel model;
    private final List<InFlight> inFlight = new ArrayList<>();

    /** The period that the fleet knows. */
    private PeriodLog seen;

    private int seenByModel;

    Twins(CircuitBreakerSettings settings) {
        real = environment.breaker(settings);
        model = new BreakerModel(settings);
        ask(null);
        fleetLooks();
    }

    static Throwable thrownFor(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> null;
            case ERROR -> new IOException("refused");
            case IGNORED -> new IllegalArgumentException("no such account");
            case CANCELLED -> new CancellationException("gave up");
        };
    }

    /** A call that takes that long, with something else happening inside it. */
    void call(Outcome outcome, Duration time, Runnable inside) {
        boolean off = model.isOff();
        BreakerModel.Admitted admitted = off ? null : model.enter();
        Permit permit;
        try {
            permit = real.gate().enter();
        } catch (CircuitOpenException rejection) {
            assertThat(admitted).as("real rejects, model admits").isNull();
            assertThat(off).as("real rejects when off").isFalse();
            assertThat(rejection.state()).isEqualTo(model.state);
            assertThat(rejection.retryAfter().toNanos())
                    .isEqualTo(
                            model.isForcedOpen()
                                    ? Long.MAX_VALUE
                                    : model.retryAfter() == null ? 0 : model.retryAfter());
            return;
        }
        assertThat(off || admitted != null).as("real admits, model rejects").isTrue();
        inside.run();
        pass(time);
        real.gate().exit(permit, thrownFor(outcome));
        if (admitted != null) {
            model.end(admitted, outcome, ERROR_TYPE);
        }
    }

    /** A call inside one that is counted: no part of the model at all (R14). Inside one that is not, a call like any. */
    void nestedCall(Outcome outer, Outcome inner, Runnable between) {
        boolean counted = !model.isOff();
        call(outer, Duration.ZERO, () -> {
            between.run();
            if (counted) {
                Permit permit = real.gate().enter();
                real.gate().exit(permit, thrownFor(inner));
            } else {
                call(inner, Duration.ZERO, () -> {});
            }
        });
    }

    /** A call in block form with a nested one inside. */
    void block(Outcome outcome) {
        boolean off = model.isOff();
        BreakerModel.Admitted admitted = off ? null : model.enter();
        try (var call = real.enter()) {
            assertThat(off || admitted != null).isTrue();
            real.gate().exit(real.gate().enter(), new CancellationException("nested"));
            switch (outcome) {
                case SUCCESS -> call.success();
                case ERROR, IGNORED -> call.failure(thrownFor(outcome));
                case CANCELLED -> {}
            }
        } catch (CircuitOpenException rejection) {
            assertThat(off || admitted != null).isFalse();
            return;
        }
        if (admitted != null) {
            model.end(admitted, outcome, ERROR_TYPE);
        }
    }

    /** Begins a call that goes on while others come: its thread leaves it. */
    void begin() {
        boolean off = model.isOff();
        BreakerModel.Admitted admitted = off ? null : model.enter();
        try {
            Permit permit = real.gate().detach(real.gate().enter());
            assertThat(off || admitted != null).as("real admits, model rejects").isTrue();
            inFlight.add(new InFlight(permit, admitted));
        } catch (CircuitOpenException rejection) {
            assertThat(off || admitted != null).as("real rejects, model admits").isFalse();
        }
    }

    /** Ends one of the calls in flight, if there is any. */
    void end(int which, Outcome outcome) {
        if (inFlight.isEmpty()) {
            return;
        }
        InFlight call = inFlight.remove(which % inFlight.size());
        if (outcome == Outcome.CANCELLED) {
            real.gate().cancel(call.permit());
        } else {
            real.gate().end(call.permit(), thrownFor(outcome));
        }
        if (call.model() != null) {
            model.end(call.model(), outcome, ERROR_TYPE);
        }
    }

    void pass(Duration time) {
        environment.clock.advance(time);
        model.now += time.toNanos();
    }

    /** A look by Fusebox's own thread. */
    void watch() {
        WatchedCalls calls = real.gate().hanging;
        if (calls != null) {
            calls.lookAtCalls();
        }
        model.watch();
    }

    void spread(double spread) {
        environment.spread = spread;
        model.spread = spread;
    }

    void move(State to, Duration wait) {
        if (wait != null) {
            real.transitionToOpen(wait);
        } else {
            switch (to) {
                case CLOSED -> real.transitionToClosed();
                case OPEN -> real.transitionToOpen();
                case HALF_OPEN -> real.transitionToHalfOpen();
                case FORCED_OPEN -> real.transitionToForcedOpen();
                case FORCED_CLOSED -> real.transitionToForcedClosed();
            }
        }
        model.move(to, wait);
    }

    // ---- what the fleet's thread does ----

    /** The moves that follow are about the period of now, until it looks again. */
    void fleetLooks() {
        var unused = real.machine().state();
        seen = real.machine().log();
        seenByModel = FleetModel.look(model);
    }

    void fleetOpens() {
        assertThat(FleetMoves.open(real.machine(), seen, "by the fleet"))
                .isEqualTo(FleetModel.open(model, seenByModel));
    }

    /** No probe begins for some time, which begins after a while: a lease lasts so long. */
    void fleetHolds(Duration lease, Duration time) {
        long now = FleetMoves.nanos(real.machine());
        long from = lease.toNanos();
        long until = from + time.toNanos();
        FleetMoves.hold(real.machine(), seen, now + from, now + until);
        FleetModel.hold(model, seenByModel, model.now + from, model.now + until);
    }

    void fleetEndsWait() {
        FleetMoves.endWait(real.machine(), seen);
        FleetModel.endWait(model, seenByModel);
    }

    void fleetOrders(State to) {
        assertThat(FleetMoves.force(real.machine(), to, "by order")).isEqualTo(FleetModel.force(model, to));
    }

    void fleetTakesBack() {
        assertThat(FleetMoves.takeBack(real.machine(), "by order")).isEqualTo(FleetModel.takeBack(model));
    }

    /** What the calls that end from now on say of the wait (R25); null: nothing. */
    void ask(Duration wait) {
        ASKED.set(wait);
        model.asked = wait == null ? null : wait.toNanos();
    }

    void reset() {
        real.reset();
        model.reset();
    }

    void apply(CircuitBreakerSettings settings) {
        real.apply(settings);
        model.apply(settings);
    }

    /**
     * Asserts that the two are equal in everything that can be seen.
     *
     * @param looking whether somebody reads the state at this point; nothing may depend on it
     */
    void assertEqual(boolean looking) {
        if (!environment.faults.isEmpty()) {
            throw new AssertionError(environment.faults.toString());
        }
        if (looking) {
            model.passTime();
            Map<String, Object> seen = seenOf(real.metrics());
            Map<String, Object> expected = expected();
            if (!seen.equals(expected)) {
                assertThat(seen).isEqualTo(expected);
            }
        }
    }

    private static Map<String, Object> seenOf(CircuitBreakerMetrics real) {
        Map<String, Object> seen = new TreeMap<>();
        seen.put("state", real.state());
        seen.put("retryAfter", real.retryAfter().map(Duration::toNanos).orElse(null));
        seen.put("mode", real.mode());
        seen.put("active", real.activeCalls());
        seen.put("successes", real.totalSuccessCount());
        seen.put("errors", real.totalErrorCount());
        seen.put("ignored", real.totalIgnoredCount());
        seen.put("cancelled", real.totalCancelledCount());
        seen.put("rejected", real.totalRejectedCount());
        seen.put("wouldReject", real.totalWouldRejectCount());
        seen.put("late", real.totalLateCount());
        seen.put("slow", real.totalSlowCount());
        seen.put("consecutiveErrors", real.consecutiveErrorCount());
        seen.put("consecutiveSuccesses", real.consecutiveSuccessCount());
        seen.put(
                "errorRate",
                real.errorRatePercent().isPresent() ? real.errorRatePercent().getAsDouble() : null);
        seen.put(
                "slowRate",
                real.slowCallRatePercent().isPresent()
                        ? real.slowCallRatePercent().getAsDouble()
                        : null);
        seen.put("openCount", real.openCount());
        seen.put("oldest", real.oldestActiveCall().map(Duration::toNanos).orElse(null));
        seen.put("admittedPercent", real.admittedPercent());
        seen.put("lastError", real.lastErrorType().orElse(null));
        seen.put(
                "transitions",
                real.recentTransitions().stream()
                        .map(t -> t.from() + ">" + t.to() + " " + t.cause())
                        .toList());
        return seen;
    }

    private Map<String, Object> expected() {
        Map<String, Object> seen = new TreeMap<>();
        seen.put("state", model.state);
        seen.put("retryAfter", model.retryAfter());
        seen.put("mode", model.mode());
        seen.put("active", model.active);
        seen.put("successes", model.successes);
        seen.put("errors", model.errors);
        seen.put("ignored", model.ignored);
        seen.put("cancelled", model.cancelled);
        seen.put("rejected", model.rejected);
        seen.put("wouldReject", model.wouldReject);
        seen.put("late", model.late);
        seen.put("slow", model.slow);
        seen.put("consecutiveErrors", model.consecutiveErrors);
        seen.put("consecutiveSuccesses", model.consecutiveSuccesses);
        seen.put("errorRate", model.errorRate());
        seen.put("slowRate", model.slowCallRate());
        seen.put("openCount", model.openCount);
        seen.put("oldest", model.oldestActive());
        seen.put("admittedPercent", model.admittedPercent());
        seen.put("lastError", model.lastError);
        seen.put("transitions", List.copyOf(model.transitions));
        return seen;
    }
}
