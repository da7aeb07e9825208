package io.fusebox.internal.engine;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.internal.jdk.JdkThreads;
import io.fusebox.internal.jdk.OutOfLine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one circuit breaker.
 *
 * <p>The whole state is one reference to an immutable {@link Period}; every step is one compare-and-set. A call takes the
 * period that admits it along as its permit and hands it back when it ends. From this follow the guarantees (with the numbers
 * of {@code docs/rules.md}):
 *
 * <ul>
 *   <li>R1, R3: one run of errors trips once, one run of successes closes once: counting and deciding is one step.
 *   <li>R2: a breaker is never seen open without its deadline, and only the call that replaces the OPEN period becomes
 *       the first probe.
 *   <li>R4: outcomes and timers replace only the period they belong to, never one that an operator put there.
 *   <li>R5: an outcome whose period is over finds another history in place, counts as late and moves nothing.
 *   <li>R6, R7: a probe holds its place by being in the period's array of probes, and leaves it once. A probe that could not
 *       end leaves a note, and the next reader applies it: no place is lost. A lease has a fixed end, and so has the time in
 *       which probes are only cancelled: the period ends at that moment, however late a thread notices it.
 *   <li>R12: a window is written beside the period. Concurrent outcomes may miss each other in it for a moment; its sums are
 *       exact once they are done.
 *   <li>R16: the ticker is the only clock that decides.
 *   <li>R17: new settings replace the period object within the same period.
 * </ul>
 *
 * <p>Safe for use by any thread; no method waits. {@link CallGate} leads the calls here.
 */
public final class StateMachine {
    private static final VarHandle PERIOD;
    private static final VarHandle LAST_ERROR;

    static {
        OutcomeRecorder.prepare();
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PERIOD = lookup.findVarHandle(StateMachine.class, "period", Period.class);
            LAST_ERROR = lookup.findVarHandle(StateMachine.class, "lastError", LastError.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final BreakerId id;
    /** The breaker's name with its key, made once for all rejections. */
    final String label;

    final Environment environment;
    final CallCounters counters;
    private final Runnable onChange;

    /*
     *               trip: ERROR_THRESHOLD, ERROR_RATE, SLOW_CALL_RATE
     *      CLOSED ────────────────────────────────────────────────────▶ OPEN ◀───────────┐
     *         ▲                                                           │              │ reopen: PROBE_FAILED
     *         │ recover: SUCCESS_THRESHOLD     halfOpen: RESET_TIMEOUT    ▼              │ expired: PROBE_TIMEOUT
     *         └─────────────────────────────────────────────────────── HALF_OPEN ────────┤
     *         │                                                           │ recover       │ reopen: PROBE_FAILED
     *         │ over: RECOVERED                                           ▼              │
     *         └──────────────────────────────────────────────── HALF_OPEN, recovering ───┘   only with recovery (R22)
     *      any, in a warm-up (R23) ── over: WARMED_UP ──▶ CLOSED
     *      any ── move: MANUAL ──▶ any other, FORCED_OPEN and FORCED_CLOSED; FLEET ──▶ those, OPEN        any ── reset: RESET ──▶ CLOSED
     */
    private volatile Period period;

    /** The newest error, for display. Rejections show the one that was newest when the breaker opened. */
    private volatile @Nullable LastError lastError;

    public StateMachine(
            BreakerId id,
            CircuitBreakerSettings settings,
            Environment environment,
            CallCounters counters,
            Runnable onChange) {
        this.id = id;
        this.label = id.toString();
        this.environment = environment;
        this.counters = counters;
        this.onChange = onChange;
        this.period = ClosedPeriod.begin(
                PeriodLog.begin(System.currentTimeMillis()), WarmUp.compiled(this, settings, null), counters, nanos());
    }

    public BreakerId id() {
        return id;
    }

    Period period() {
        return period;
    }

    long nanos() {
        return environment.ticker().nanos();
    }

    /** The state, after the changes that are due by time (R7). */
    public State state() {
        return settled().state();
    }

    /** The settings in force. */
    public CircuitBreakerSettings settings() {
        return period.policy.settings;
    }

    /** How the breaker reached its present period. */
    public PeriodLog log() {
        return period.history;
    }

    @Override
    public String toString() {
        return id + " " + period;
    }

    @Nullable
    LastError lastError() {
        return lastError;
    }

    /** Release is enough: a thread that sees what the error caused sees the error. */
    void noteError(LastError error) {
        LAST_ERROR.setRelease(this, error);
    }

    // ---- calls ----

    /**
     * A permit for a call that no fast path admitted, or its rejection. It returns the rejection: to throw it out of a method
     * that is not inlined costs 90 ns.
     *
     * @param slot the thread's own slot, if it has one
     * @return a {@link Permit}, {@link Permit#NONE} if the breaker is off (R20); or a {@link CircuitOpenException}
     */
    @OutOfLine
    Object admit(@Nullable ThreadSlot slot) {
        for (; ; ) {
            Period now = period;
            if (now.policy.warming) {
                now = WarmUp.atCall(this, now);
            }
            if (now.policy.mode == Mode.OFF) {
                return Permit.NONE;
            } else if (now instanceof Period.Open open) {
                long nanos = nanos();
                if (open.rejects(nanos)) {
                    return reject(slot, now, Math.max(0, open.deadline - nanos));
                }
                Probe probe = Probe.first(this, open, nanos);
                if (probe != null) {
                    return probe;
                }
            } else if (now instanceof Period.HalfOpen halfOpen) {
                Object answer = Probe.admit(this, slot, halfOpen, nanos());
                if (answer != null) {
                    return answer;
                }
            } else if (now.state() == State.HALF_OPEN) { // a Recovery
                Object answer = Recovery.admit(this, slot, now);
                if (answer != null) {
                    return answer;
                }
            } else if (now.state() == State.FORCED_OPEN) {
                return reject(slot, now, Long.MAX_VALUE);
            } else {
                return Permit.admitted(slot, now, now.policy.timed ? nanos() : 0);
            }
        }
    }

    Object reject(@Nullable ThreadSlot slot, Period now, long retryAfterNanos) {
        // Allocate first, count afterwards: an allocation that fails must count nothing.
        if (now.policy.mode == Mode.OBSERVE) {
            Permit observed = new Permit.Observed(now, now.policy.timed ? nanos() : 0);
            counters.increment(slot, CallCounters.WOULD_REJECT);
            return observed;
        }
        LastError error = now.history.error;
        CircuitOpenException rejection = new CircuitOpenException(
                label, now.state(), retryAfterNanos, error == null ? null : error.text(), environment.stackTraces());
        counters.increment(slot, CallCounters.REJECTED);
        environment.rejected(label, now.state(), retryAfterNanos);
        return rejection;
    }

    // ---- what operators, the configuration and the time do ----

    /**
     * A move of an operator (R18), or of the configuration file.
     *
     * @param wait for OPEN, how long it lasts; null: as the settings say
     * @param byFile whether it is the file (R26)
     */
    public void move(State to, @Nullable Duration wait, boolean byFile) {
        for (; ; ) {
            Period from = settled();
            if (step(from, NextPeriod.moved(this, from, to, wait, byFile))) {
                return;
            }
        }
    }

    /** To CLOSED, if the state is one that the configuration file forced (R26). */
    public void takeBackForced() {
        Period from;
        do {
            from = settled();
        } while (from instanceof Period.Forced forced
                && forced.byFile
                && !step(from, NextPeriod.moved(this, from, State.CLOSED, null, true)));
    }

    /** Any state to CLOSED with all counters at 0 (R18). */
    public void reset() {
        Period from;
        do {
            from = settled();
        } while (!step(from, NextPeriod.reset(this, from)));
        lastError = null;
    }

    /** New settings; state, counters and the end of a wait stay (R17). */
    public void apply(CircuitBreakerSettings settings) {
        CallGate gate = period.history.gate;
        if (gate != null && settings.get(BreakerSetting.SLOW_CALL_DURATION) != null) {
            WatchedCalls.watch(gate);
        }
        for (; ; ) {
            Period from = settled();
            CompiledSettings next = WarmUp.compiled(this, settings, from.policy);
            Period to = from.policy.warming && !next.warming
                    ? NextPeriod.warmedUp(this, from, next, nanos())
                    : from.under(next, counters, nanos());
            if (step(from, to)) {
                return;
            }
        }
    }

    /** The present period, after the changes that are due by time (R7, R22, R23). */
    Period settled() {
        for (; ; ) {
            Period now = period;
            if ((now.state() != State.HALF_OPEN && !now.policy.warming) || !caughtUp(now, nanos())) {
                return now;
            }
        }
    }

    /** Makes the earliest change that is due by time. Returns false if none is due. */
    boolean caughtUp(Period now, long nanos) {
        long until = now.policy.warming ? WarmUp.endedBefore(now, nanos) : nanos;
        if (now instanceof Period.HalfOpen halfOpen && Probe.caughtUp(this, halfOpen, until)) {
            return true;
        }
        if (now.state() == State.HALF_OPEN
                && !(now instanceof Period.HalfOpen)
                && Recovery.caughtUp(this, now, until)) {
            return true;
        }
        return now.policy.warming && WarmUp.isOver(this, now, nanos);
    }

    /** The one write of {@link #period}. */
    boolean step(Period from, Period to) {
        if (!PERIOD.compareAndSet(this, from, to)) {
            return false;
        }
        if (!from.isSameAs(to)) {
            try {
                onChange.run();
            } catch (Throwable fault) {
                // The step is done, even if its news are lost.
                JdkThreads.passOn(fault);
                environment.faults().report("telling a change of", id, fault);
            }
        }
        return true;
    }
}
