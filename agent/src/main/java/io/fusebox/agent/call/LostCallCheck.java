package io.fusebox.agent.call;

import io.fusebox.internal.engine.CallGate;

/** Finds calls that a thread only seems to be inside of, because their end found no room on the stack. */
public interface LostCallCheck {
    /**
     * Ends the call of the breaker that the current thread seems to be inside of, if it is certainly gone; says whether it
     * was. Never throws.
     *
     * @param subscribing whether what is about to begin is a subscription, rather than a guarded method
     */
    boolean ended(CallGate gate, boolean subscribing);
}
