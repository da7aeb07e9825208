package io.fusebox.internal.engine;

import io.fusebox.State;
import io.fusebox.Ticker;
import org.jspecify.annotations.Nullable;

/** What a breaker lives in: its clock, its luck, and those who hear of it. Safe for use by any thread. */
public interface Environment {
    Ticker ticker();

    /** From 0 to 1, anew each time: where in the range of the jitter a wait lies (R13). */
    double spread();

    Faults faults();

    /** Whether it is that of the registry that reports its faults there; null: of any. */
    default boolean isOf(@Nullable Faults registry) {
        return registry == null || faults() == registry;
    }

    /** A call was rejected; on the caller's thread. */
    default void rejected(String breaker, State state, long retryAfterNanos) {
        CallListener listener = listener();
        if (listener != null) {
            try {
                listener.rejected(breaker, state, retryAfterNanos);
            } catch (Throwable fault) {
                faults().report("telling a rejection", fault);
            }
        }
    }

    /** The one who receives calls; null: nobody. */
    default @Nullable CallListener listener() {
        return null;
    }

    /** Whether rejections carry a stack trace ({@code agent.stack-traces}). */
    boolean stackTraces();

    /**
     * Receives calls, on the thread of the call, which it must not hold up. What it throws is reported as a fault of Fusebox's own
     * (R15). Safe for use by any thread.
     */
    @FunctionalInterface
    interface CallListener {
        /**
         * A call was rejected.
         *
         * @param breaker its name, with its key
         * @param state the state that it is in
         * @param retryAfterNanos how long until a probe may pass, unless only an operator ends the state
         */
        void rejected(String breaker, State state, long retryAfterNanos);

        /**
         * Whether it wants to receive the end of each call. A breaker asks when it is made, when it gets other settings, and
         * by {@link #follow}.
         */
        default boolean wantsEnds() {
            return false;
        }

        /**
         * An admitted call has ended.
         *
         * @param breaker its name, with its key
         * @param nanos how long the call took
         * @param observed whether the breaker, which only observes, would have rejected it (R20)
         */
        default void ended(String breaker, Outcome outcome, long nanos, boolean observed) {}

        /** Has a breaker follow whether its listener wants the ends of calls; state, counters and settings stay. */
        static void follow(StateMachine machine) {
            CallListener listener = machine.environment.listener();
            boolean wanted = listener != null && listener.wantsEnds();
            for (Period now = machine.settled(); now.policy.reportsEnds != wanted; now = machine.settled()) {
                CompiledSettings next = WarmUp.compiled(machine, now.policy.settings, now.policy);
                if (next.reportsEnds != wanted
                        || machine.step(now, now.under(next, machine.counters, machine.nanos()))) {
                    return;
                }
            }
        }
    }

    /**
     * Where Fusebox reports what goes wrong inside it (R15). Never throws. Safe for use by any thread.
     *
     * <p>Tests pass one that records, and assert that it stayed empty.
     */
    @FunctionalInterface
    interface Faults {
        /**
         * Notes a fault.
         *
         * @param where what Fusebox was doing, such as {@code "telling a listener"}
         */
        void report(String where, Throwable fault);

        /**
         * Notes a fault. A text of both parts is made here, not by callers, who may have no room for it.
         *
         * @param where what Fusebox was doing, such as {@code "ending a call of"}
         * @param what with or to what
         */
        default void report(String where, Object what, Throwable fault) {
            report(where + ' ' + what, fault);
        }
    }
}
