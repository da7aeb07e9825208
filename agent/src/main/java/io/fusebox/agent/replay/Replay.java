package io.fusebox.agent.replay;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.Ticker;
import io.fusebox.Transition;
import io.fusebox.internal.engine.CallCounters;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.Environment;
import io.fusebox.internal.engine.Environment.CallListener;
import io.fusebox.internal.engine.Environment.Faults;
import io.fusebox.internal.engine.Permit;
import io.fusebox.internal.engine.StateMachine;
import io.fusebox.internal.engine.WatchedCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the recorded calls of one breaker to the core's own state machine, on a clock that shows the recorded time. What happens at a
 * moment of its own, between calls, happens then: a probe is lost, a call has lasted too long. For one thread, once.
 */
public final class Replay implements Environment, Ticker, Faults {
    private final CallLog log;
    private final StateMachine machine;
    private final CallGate gate;
    private final @Nullable Permit[] permits;
    private final Throwable error = new Outcomes.Failed();
    private final Throwable ignored = new Outcomes.Ignored();
    private final List<Opening> openings = new ArrayList<>();
    private final List<Long> closings = new ArrayList<>();

    /** When to look although no call begins or ends. */
    private final PriorityQueue<Long> wakeUps = new PriorityQueue<>();

    private final long slowNanos;
    private final long probeNanos;
    private long now;
    private long openNanos;
    private long rejected;
    private long rejectedSuccesses;
    private long errorsLetThrough;

    /** The opening that goes on; null if the breaker is closed. */
    private @Nullable Opening opening;

    /** The first fault inside; null if all is well. */
    private @Nullable Throwable fault;

    private long rejectedBefore;
    private long rejectedSuccessesBefore;

    private Replay(CallLog log, CircuitBreakerSettings settings) {
        this.log = log;
        this.now = log.begin();
        CircuitBreakerSettings replayed = ReplayedSettings.of(settings);
        slowNanos = replayed.slowCallDuration().isPresent()
                ? replayed.slowCallDuration().get().toNanos()
                : Long.MAX_VALUE;
        probeNanos = replayed.effectiveProbeTimeout().equals(CircuitBreakerSettings.FOREVER)
                ? Long.MAX_VALUE
                : replayed.effectiveProbeTimeout().toNanos();
        CallCounters counters = new CallCounters(CallCounters.MAX_SLOTS);
        machine = new StateMachine(log.id(), replayed, this, counters, this::changed);
        gate = new CallGate(machine, counters, this);
        permits = new Permit[log.size()];
    }

    /** What the breaker would have done under these settings. */
    public static Replay of(CallLog log, CircuitBreakerSettings settings) {
        Replay replay = new Replay(log, settings);
        replay.run();
        return replay;
    }

    private void run() {
        for (int i = 0; i < log.steps(); i++) {
            int step = log.step(i);
            int call = step >> 1;
            if ((step & 1) == 0) {
                lookUntil(log.start(call));
                begin(call);
            } else {
                lookUntil(log.end(call));
                end(call);
            }
        }
        finish();
        if (fault != null) {
            throw new IllegalStateException("replaying " + log.id(), fault);
        }
    }

    /** The clock goes on to that moment. */
    private void lookUntil(long moment) {
        while (!wakeUps.isEmpty() && wakeUps.peek() < moment) {
            now = wakeUps.remove();
            var unused = machine.state();
            if (slowNanos != Long.MAX_VALUE) {
                WatchedCalls.look(this);
            }
        }
        now = moment;
    }

    private void begin(int call) {
        byte outcome = log.outcome(call);
        try {
            permits[call] = gate.detach(gate.enter());
        } catch (CircuitOpenException rejection) {
            rejected++;
            if (outcome == CallLog.SUCCESS || outcome == CallLog.IGNORED) {
                rejectedSuccesses++;
            }
            return;
        }
        if (outcome == CallLog.ERROR) {
            errorsLetThrough++;
        }
        long took = log.end(call) - log.start(call);
        if (took > slowNanos) {
            wakeUps.add(now + slowNanos + 1);
        }
        if (took >= probeNanos && opening != null) {
            wakeUps.add(now + probeNanos);
        }
    }

    private void end(int call) {
        Permit permit = permits[call];
        if (permit == null) {
            return;
        }
        permits[call] = null;
        switch (log.outcome(call)) {
            case CallLog.SUCCESS -> gate.end(permit, null);
            case CallLog.ERROR -> gate.end(permit, error);
            case CallLog.IGNORED -> gate.end(permit, ignored);
            default -> {
                gate.cancel(permit);
                if (opening != null && probeNanos != Long.MAX_VALUE) {
                    wakeUps.add(now + probeNanos);
                }
            }
        }
    }

    private void changed() {
        Transition change = machine.log().recent[0];
        if (change.from() == State.OPEN) {
            openNanos += now - begun().at();
            opening = with(change.to());
        }
        if (change.to() != State.HALF_OPEN && opening != null) {
            openings.add(withRejected(opening));
            opening = null;
        }
        if (change.to() == State.OPEN) {
            rejectedBefore = rejected;
            rejectedSuccessesBefore = rejectedSuccesses;
            opening = new Opening(now, now, change.cause(), change.reason(), State.OPEN, 0, 0);
        } else if (change.to() == State.CLOSED) {
            closings.add(now);
        }
    }

    private Opening begun() {
        if (opening == null) {
            throw new IllegalStateException("never opened");
        }
        return opening;
    }

    private Opening with(State next) {
        Opening begun = begun();
        return new Opening(begun.at(), now, begun.cause(), begun.reason(), next, 0, 0);
    }

    private Opening withRejected(Opening one) {
        return new Opening(
                one.at(),
                one.until(),
                one.cause(),
                one.reason(),
                one.next(),
                rejected - rejectedBefore,
                rejectedSuccesses - rejectedSuccessesBefore);
    }

    /** The recording ends. */
    private void finish() {
        if (opening != null) {
            if (opening.next() == State.OPEN) {
                openNanos += now - opening.at();
                opening = with(State.OPEN);
            }
            openings.add(withRejected(opening));
            opening = null;
        }
    }

    /** What it would have done, in figures. */
    public Figures figures() {
        return new Figures(
                log.size(), log.errors(), openings.size(), openNanos, rejected, rejectedSuccesses, errorsLetThrough);
    }

    /** Each time that it would have been OPEN, in order. */
    public List<Opening> openings() {
        return openings;
    }

    /** When it would have closed, in order. */
    public List<Long> closings() {
        return closings;
    }

    // ---- the environment ----

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Ticker ticker() {
        return this;
    }

    @Override
    public double spread() {
        return 0.5;
    }

    @Override
    public Faults faults() {
        return this;
    }

    @Override
    public @Nullable CallListener listener() {
        return null;
    }

    @Override
    public boolean stackTraces() {
        return false;
    }

    @Override
    public void report(String doing, Throwable fault) {
        if (this.fault == null) {
            this.fault = fault;
        }
    }
}
