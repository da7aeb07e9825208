package io.fusebox.internal.engine;

import io.fusebox.TransitionCause;
import io.fusebox.internal.text.TransitionReasons;
import org.jspecify.annotations.Nullable;

/**
 * All calls are admitted; errors and slow calls are counted, until there are enough of them to open the breaker (R1, R12).
 * Immutable but for the window.
 */
final class ClosedPeriod extends Period {
    /** Errors since the last success; no more than an {@code int} holds. */
    final int errors;

    /**
     * Without errors, the counters' good outcomes when the present run of successes began: so a success need not be counted
     * twice. With errors that expire, when the last one came, in ticks (R24).
     */
    final long goodBefore;

    final @Nullable RateWindow window;

    ClosedPeriod(PeriodLog history, CompiledSettings policy, int errors, long goodBefore, @Nullable RateWindow window) {
        super(history, policy, errors == 0, window);
        this.errors = errors;
        this.goodBefore = goodBefore;
        this.window = window;
    }

    static ClosedPeriod begin(PeriodLog history, CompiledSettings policy, CallCounters counters, long nanos) {
        return new ClosedPeriod(history, policy, 0, counters.good(), RateWindow.of(policy, counters, nanos));
    }

    /** Whether the next error, or the next few, may open the breaker (R1, R12). */
    boolean mayOpenAtOnce() {
        return window != null || errors + 1L >= policy.errorThreshold;
    }

    /** Whether it matters when an error comes (R24). */
    boolean errorsExpire() {
        return policy.errorExpiryNanos != CompiledSettings.NEVER;
    }

    /**
     * The consecutive errors with one more (R1, R24).
     *
     * @param ended the settings of the call that failed
     * @param nanos when, if {@link #errorsExpire}
     */
    long errorsWithOneMore(CompiledSettings ended, long nanos) {
        boolean expired = errorsExpire() && errors > 0 && nanos - goodBefore > ended.errorExpiryNanos;
        return expired ? 1 : errors + 1L;
    }

    /** @param nanos when the last of them came, if {@link #errorsExpire} */
    ClosedPeriod withErrors(long count, long nanos) {
        return new ClosedPeriod(history, policy, (int) Math.min(count, Integer.MAX_VALUE), nanos, window);
    }

    ClosedPeriod withoutErrors(CallCounters counters) {
        return new ClosedPeriod(history, policy, 0, counters.good(), window);
    }

    /** Successes since the last error. */
    long successes(CallCounters counters) {
        return errors == 0 ? Math.max(0, counters.good() - goodBefore) : 0;
    }

    @Override
    ClosedPeriod under(CompiledSettings next, CallCounters counters, long nanos) {
        RateWindow kept = next.hasWindowOf(policy) ? window : RateWindow.following(window, next, counters, nanos);
        // What errors that did not expire hold there is no time.
        boolean begins = errors > 0 && !errorsExpire();
        return new ClosedPeriod(history, next, errors, begins ? nanos : goodBefore, kept);
    }

    // ---- what calls do; the second thread looks again ----

    /**
     * A call that this CLOSED admitted has lasted longer than {@code slow-call-duration} and has not ended (R21).
     *
     * @param call finds out where it stands in the window
     * @return whether it counted
     */
    static boolean hangs(StateMachine machine, ClosedPeriod admitting, Permit.Timed call, long nanos) {
        CompiledSettings policy = admitting.policy;
        boolean recorded = false;
        for (; ; ) {
            if (!(machine.settled() instanceof ClosedPeriod now) || !now.isSameAs(admitting)) {
                return false;
            }
            RateWindow window = now.window;
            if (!recorded) {
                call.counted(window, window == null ? 0 : window.record(false, true, nanos), nanos);
                recorded = true;
            }
            if (window == null || !window.slowRateReached(policy.slowCallRateThreshold, policy.minimumCalls, nanos)) {
                return true;
            }
            if (trip(machine, now, TransitionCause.SLOW_CALL_RATE, window.slowShare(nanos), null)) {
                return true;
            }
        }
    }

    /**
     * The outcome of a call from CLOSED (R1, R8–R10, R12).
     *
     * @param hung what the call is that has counted as slow before (R21): only its error is new; null if it has not
     * @param said the exception, or the result that is an error, see {@link NextPeriod}
     * @return whether it counted, rather than being late (R5)
     */
    static boolean end(
            StateMachine machine,
            ClosedPeriod admitting,
            Outcome outcome,
            boolean slow,
            Permit.@Nullable Timed hung,
            long endedAt,
            @Nullable Object said) {
        long nanos = endedAt;
        CompiledSettings policy = admitting.policy;
        boolean recorded = false;
        for (; ; ) {
            if (!(machine.period() instanceof ClosedPeriod now) || !now.isSameAs(admitting)) {
                return false;
            }
            if (outcome == Outcome.CANCELLED) {
                return true;
            }
            RateWindow window = now.window;
            boolean error = outcome == Outcome.ERROR;
            if (!policy.timed && ((window != null && window.needsTime()) || (error && now.errorsExpire()))) {
                // Such a window came with newer settings than those under which the call ends (R17).
                nanos = machine.nanos();
            }
            long errors = error ? now.errorsWithOneMore(policy, nanos) : 0;
            if (window != null && !recorded) {
                record(window, error, slow, hung, nanos);
                recorded = true;
            }
            if (error && errors >= policy.errorThreshold) {
                if (trip(machine, now, TransitionCause.ERROR_THRESHOLD, TransitionReasons.errors(errors), said)) {
                    return true;
                }
            } else if (error
                    && window != null
                    && (hung == null || !hung.hasLeftWindow)
                    && window.errorRateReached(hung != null, policy.errorRateThreshold, policy.minimumCalls, nanos)) {
                if (trip(machine, now, TransitionCause.ERROR_RATE, window.errorShare(hung != null, nanos), said)) {
                    return true;
                }
            } else if (slow
                    && window != null
                    && window.slowRateReached(policy.slowCallRateThreshold, policy.minimumCalls, nanos)) {
                if (trip(machine, now, TransitionCause.SLOW_CALL_RATE, window.slowShare(nanos), null)) {
                    return true;
                }
            } else if (error) {
                if (machine.step(now, now.withErrors(errors, nanos))) {
                    return true;
                }
            } else if (now.errors == 0 || machine.step(now, now.withoutErrors(machine.counters))) {
                return true;
            }
        }
    }

    private static void record(
            RateWindow window, boolean error, boolean slow, Permit.@Nullable Timed hung, long nanos) {
        if (hung == null) {
            var unused = window.record(error, slow, nanos);
            return;
        }
        window.turn(nanos);
        if (error) {
            hung.failed(window, nanos);
        }
    }

    /** CLOSED to OPEN (R1, R12). */
    private static boolean trip(
            StateMachine machine, ClosedPeriod from, TransitionCause cause, String reason, @Nullable Object said) {
        return machine.step(from, NextPeriod.opened(machine, from, cause, reason, machine.nanos(), said));
    }
}
