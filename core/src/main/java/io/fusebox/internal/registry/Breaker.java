package io.fusebox.internal.registry;

import io.fusebox.Call;
import io.fusebox.CircuitBreaker;
import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.GuardedCode;
import io.fusebox.State;
import io.fusebox.TransitionListener;
import io.fusebox.internal.engine.BlockCall;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.engine.CallCounters;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.DetachedCall;
import io.fusebox.internal.engine.Environment;
import io.fusebox.internal.engine.Environment.CallListener;
import io.fusebox.internal.engine.MetricsReader;
import io.fusebox.internal.engine.PeriodLog;
import io.fusebox.internal.engine.Permit;
import io.fusebox.internal.engine.StateMachine;
import io.fusebox.internal.engine.WatchedCalls;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A circuit breaker in its registry: the API over a {@link StateMachine} and the {@link CallGate} that leads to it. */
public final class Breaker implements CircuitBreaker {
    // No constants: the first use of one makes it, in a heap that may be full.
    private static final String CODE = String.valueOf("code");
    private static final String WAITING = String.valueOf("waiting for a stage of");

    private final CallCounters counters;
    private final StateMachine machine;
    private final CallGate gate;
    private final TransitionFeed news;

    private volatile boolean forCode;

    /** Made when the first listener comes. */
    private volatile @Nullable CopyOnWriteArrayList<TransitionListener> listeners;

    /** The totals at the last reset; null before the first. */
    private volatile long @Nullable [] totalsAtReset;

    public Breaker(BreakerId id, CircuitBreakerSettings settings, Environment environment, EventThread events) {
        this.news = new TransitionFeed(this, events);
        this.counters = new CallCounters(id.isKeyed() ? CallCounters.MAX_SLOTS_OF_A_KEY : CallCounters.MAX_SLOTS);
        this.machine = new StateMachine(id, settings, environment, counters, news);
        this.gate = new CallGate(machine, counters, environment.faults());
    }

    public BreakerId id() {
        return machine.id();
    }

    /** Its state machine, for what the fleet does. */
    public StateMachine machine() {
        return machine;
    }

    /** Where woven code enters. */
    public CallGate gate() {
        return gate;
    }

    @Override
    public String name() {
        return id().name();
    }

    @Override
    public Optional<String> key() {
        return id().key();
    }

    @Override
    public <T extends @Nullable Object, E extends Throwable> T call(GuardedCode<T, E> code) throws E {
        Objects.requireNonNull(code, CODE);
        Permit permit = gate.enter();
        T result;
        try {
            result = code.run();
        } catch (Throwable thrown) {
            gate.exit(permit, thrown);
            throw thrown;
        }
        gate.exit(permit, null);
        return result;
    }

    @Override
    public void run(Runnable code) {
        Objects.requireNonNull(code, CODE);
        Permit permit = gate.enter();
        try {
            code.run();
        } catch (Throwable thrown) {
            gate.exit(permit, thrown);
            throw thrown;
        }
        gate.exit(permit, null);
    }

    @Override
    public <T extends @Nullable Object> T get(Supplier<T> code) {
        Objects.requireNonNull(code, CODE);
        Permit permit = gate.enter();
        T result;
        try {
            result = code.get();
        } catch (Throwable thrown) {
            gate.exit(permit, thrown);
            throw thrown;
        }
        gate.exit(permit, null);
        return result;
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> callAsync(Supplier<? extends CompletionStage<T>> code) {
        Objects.requireNonNull(code, CODE);
        Permit permit;
        try {
            WatchedCalls.endUnseen(gate);
            permit = gate.enter();
        } catch (CircuitOpenException rejection) {
            return failed(rejection);
        }
        CompletionStage<T> stage;
        try {
            stage = code.get();
        } catch (Throwable thrown) {
            gate.exit(permit, thrown);
            throw thrown;
        }
        BlockCall call = BlockCall.detach(gate, permit);
        if (call != null) {
            try {
                endWith(stage, call);
            } catch (StackOverflowError noRoom) {
                // As in DetachedCall.LOST.
                synchronized (DetachedCall.LOST) {
                    try {
                        DetachedCall.LOST[0] = new Object[] {call, DetachedCall.LOST[0]};
                    } catch (StackOverflowError entering) {
                        DetachedCall.LOST[0] = new Object[] {call, DetachedCall.LOST[0]};
                    }
                }
            }
        }
        return stage;
    }

    private static <T extends @Nullable Object> CompletionStage<T> failed(CircuitOpenException rejection) {
        try {
            return CompletableFuture.failedFuture(rejection);
        } catch (Throwable noRoom) {
            throw rejection;
        }
    }

    /**
     * Ends the call when the stage ends. The stage may be the application's own code: it may fail (R15), and may say more
     * than once that it ended (R6).
     */
    private void endWith(@Nullable CompletionStage<?> stage, BlockCall call) {
        if (stage == null) {
            call.success();
            return;
        }
        try {
            call.waitFor(stage);
        } catch (Throwable fault) {
            call.cancel();
            gate.report(WAITING, fault);
        }
    }

    @Override
    public Call enter() {
        return BlockCall.enter(gate);
    }

    @Override
    public State state() {
        return machine.state();
    }

    @Override
    public CircuitBreakerMetrics metrics() {
        return MetricsReader.of(id(), machine, counters, totalsAtReset);
    }

    @Override
    public CircuitBreakerSettings settings() {
        return machine.settings();
    }

    @Override
    public void apply(CircuitBreakerSettings settings) {
        machine.apply(Objects.requireNonNull(settings, "settings"));
    }

    /** Asks the registry's listener whether it wants the ends of calls, and reports them from now on if so. */
    public void followListener() {
        CallListener.follow(machine);
    }

    @Override
    public void reset() {
        machine.reset();
        totalsAtReset = counters.totals();
    }

    @Override
    public void transitionToClosed() {
        machine.move(State.CLOSED, null, false);
    }

    @Override
    public void transitionToOpen() {
        machine.move(State.OPEN, null, false);
    }

    @Override
    public void transitionToOpen(Duration wait) {
        if (wait.isNegative() || wait.isZero() || wait.compareTo(CircuitBreakerSettings.MAX_DURATION) > 0) {
            throw new IllegalArgumentException(
                    "the time to stay open must be more than 0 and at most 365 days, was " + wait);
        }
        machine.move(State.OPEN, wait, false);
    }

    @Override
    public void transitionToHalfOpen() {
        machine.move(State.HALF_OPEN, null, false);
    }

    @Override
    public void transitionToForcedOpen() {
        machine.move(State.FORCED_OPEN, null, false);
    }

    @Override
    public void transitionToForcedClosed() {
        machine.move(State.FORCED_CLOSED, null, false);
    }

    /**
     * Forces a state.
     *
     * @param state {@code FORCED_OPEN} or {@code FORCED_CLOSED}
     * @param byFile whether the configuration file does it (R26), rather than an operator
     */
    void force(State state, boolean byFile) {
        machine.move(state, null, byFile);
    }

    /** Closes the breaker if the configuration file forced its state, and nobody has moved it since (R26). */
    void takeBackForced() {
        machine.takeBackForced();
    }

    @Override
    public void addListener(TransitionListener listener) {
        Objects.requireNonNull(listener, "listener");
        synchronized (news) {
            CopyOnWriteArrayList<TransitionListener> all = listeners;
            if (all == null) {
                all = new CopyOnWriteArrayList<>();
                listeners = all;
            }
            all.addIfAbsent(listener);
        }
    }

    @Override
    public void removeListener(TransitionListener listener) {
        CopyOnWriteArrayList<TransitionListener> all = listeners;
        if (all != null) {
            all.remove(listener);
        }
    }

    /** Lets all threads out of the calls that they are in: those of un-woven methods end unseen. */
    public void forgetWovenCalls() {
        counters.forgetCalls();
    }

    /** Whether code asked for the breaker: then it stays when the agent's file drops it, and when the agent goes. */
    public boolean isForCode() {
        return forCode;
    }

    void keepForCode() {
        forCode = true;
    }

    Iterable<TransitionListener> listeners() {
        CopyOnWriteArrayList<TransitionListener> all = listeners;
        return all == null ? List.of() : all;
    }

    /** Whether nothing would be lost with it but its totals: CLOSED, and no call under way. */
    public boolean isIdle() {
        return machine.state() == State.CLOSED && counters.active() == 0;
    }

    PeriodLog history() {
        return machine.log();
    }

    @Override
    public String toString() {
        return machine.toString();
    }
}
