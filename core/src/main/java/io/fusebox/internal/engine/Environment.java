package io.fusebox.internal.engine;

import io.fusebox.State;
import io.fusebox.Ticker;

/** What a breaker lives in: its clock, its luck, and those who hear of it. Safe for use by any thread. */
public interface Environment {
    Ticker ticker();

    /** From 0 to 1, anew each time: where in the range of the jitter a wait lies (R13). */
    double spread();

    Faults faults();

    /** A call was rejected; on the caller's thread. */
    void rejected(String breaker, State state, long retryAfterNanos);

    /** Whether rejections carry a stack trace ({@code agent.stack-traces}). */
    boolean stackTraces();
}
