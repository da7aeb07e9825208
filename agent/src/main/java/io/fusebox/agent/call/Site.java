package io.fusebox.agent.call;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.onopen.OnOpenAction;
import io.fusebox.agent.call.onopen.Unanswerable;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.Permit;
import org.jspecify.annotations.Nullable;

/**
 * A guarded method that takes more than the plain way: what its breaker depends on, what its results and its rejections
 * mean. Subclasses say when a call ends. Safe for use by any thread; keeps its own faults from the application (R15).
 */
public abstract class Site {
    /** What the configuration says. */
    protected final SiteRules rules;

    protected Site(SiteRules rules) {
        this.rules = rules;
    }

    /**
     * A call begins.
     *
     * @param subject what the key is read from
     * @param more what else the subclass asked for
     * @return the token of the call; a {@link CircuitOpenException} if the method is not to run
     * @throws CircuitOpenException if it is to throw that
     */
    public @Nullable Object enter(@Nullable Object subject, @Nullable Object more) {
        CallGate gate = rules.gate(subject);
        if (!answersRejections()) {
            return admitted(gate, begin(gate), more);
        }
        try {
            return admitted(gate, begin(gate), more);
        } catch (CircuitOpenException rejection) {
            return rejection;
        }
    }

    /** Asks the breaker for a permit. */
    protected Permit begin(CallGate gate) {
        return rules.enter(gate, false);
    }

    /** The token of an admitted call. */
    protected @Nullable Object admitted(CallGate gate, Permit permit, @Nullable Object more) {
        return permit;
    }

    /** Whether a rejection comes to anything but the CircuitOpenException. */
    public boolean answersRejections() {
        return rules.rejection() != null;
    }

    /** A call ends whose result does not matter. */
    public void exit(@Nullable Object token, @Nullable Throwable thrown) {
        CallGate gate = CallGate.of(token);
        if (gate != null) {
            gate.exit(token, thrown);
        }
    }

    /**
     * A call ends.
     *
     * @return what the method returns
     */
    public @Nullable Object exit(@Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        CallGate gate = CallGate.of(token);
        if (gate == null || !(token instanceof Permit permit)) {
            return result;
        }
        if (thrown != null) {
            gate.exit(permit, thrown);
            return result;
        }
        return returned(gate, permit, result);
    }

    /** A counted call's method returned normally. */
    protected abstract @Nullable Object returned(CallGate gate, Permit permit, @Nullable Object result);

    /**
     * The method did not run.
     *
     * @param type the class that declares it
     */
    public @Nullable Object refused(
            CircuitOpenException rejected, Class<?> type, @Nullable Object self, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return answer(rejected, type, self, arguments);
        } catch (Unanswerable fault) {
            rules.fault("on-open", fault);
            throw rejected;
        }
    }

    /** See {@link #refused}. */
    protected @Nullable Object answer(
            CircuitOpenException rejected, Class<?> type, @Nullable Object self, @Nullable Object[] arguments)
            throws Throwable {
        OnOpenAction rejection = rules.rejection();
        if (rejection == null) {
            throw rejected;
        }
        return rejection.answer(rejected, type, self, arguments);
    }
}
