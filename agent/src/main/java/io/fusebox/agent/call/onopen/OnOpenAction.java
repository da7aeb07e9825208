package io.fusebox.agent.call.onopen;

import io.fusebox.CircuitOpenException;
import io.fusebox.internal.engine.Environment.Faults;
import org.jspecify.annotations.Nullable;

/** The result of a rejected call instead of the CircuitOpenException: {@code on-open}. Safe for use by any thread. */
public sealed interface OnOpenAction permits ThrownClass, ReturnedValue, CalledMethod {
    /**
     * Answers a call whose method does not run. What cannot be done, although it was found to fit, is reported, and the
     * rejection itself thrown (R15).
     *
     * @param type the class that declares the method
     * @param self the method's object; null in a static method
     * @param faults throws nothing
     * @return what the method returns
     * @throws Throwable what the method throws
     */
    @Nullable
    Object answer(
            CircuitOpenException rejection,
            Class<?> type,
            @Nullable Object self,
            @Nullable Object[] arguments,
            Faults faults)
            throws Throwable;
}
