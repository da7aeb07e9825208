package io.fusebox.agent.call;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.internal.CallGate;
import io.fusebox.internal.Faults;
import io.fusebox.internal.Permit;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of one guarded method. Safe for use by any thread.
 */
public final class SiteRules {
    private final String name;
    private final CallGate gate;
    private final Faults faults;
    private final @Nullable KeyedBreakers keys;
    private final @Nullable MemberPath key;
    private final @Nullable Condition errorWhen;
    private final @Nullable Rejection rejection;

    /**
     * @param name breaker and method, for the log
     * @param gate the breaker's, without a key
     * @param keys together with {@code key}, or neither
     * @param errorWhen null: no result is an error
     * @param rejection null: the CircuitOpenException is thrown
     */
    public SiteRules(
            String name,
            CallGate gate,
            Faults faults,
            @Nullable KeyedBreakers keys,
            Expression.@Nullable Path key,
            @Nullable Condition errorWhen,
            @Nullable Rejection rejection) {
        this.name = name;
        this.gate = gate;
        this.faults = faults;
        this.keys = keys;
        this.key = key == null ? null : new MemberPath(key.steps());
        this.errorWhen = errorWhen;
        this.rejection = rejection;
    }

    /** See {@link Rejection}; null: the CircuitOpenException is thrown. */
    public @Nullable Rejection rejection() {
        return rejection;
    }

    /** Whether a rejection is answered by another method. */
    public boolean callsInstead() {
        return rejection instanceof CalledMethod;
    }

    /** The exception that a rejection comes to. */
    public Throwable exception(CircuitOpenException rejected, @Nullable Class<?> type) {
        if (rejection instanceof ThrownClass thrown && type != null) {
            try {
                return thrown.exception(rejected, type);
            } catch (Unanswerable fault) {
                fault("on-open", fault);
            }
        }
        return rejected;
    }

    /**
     * Where a call goes: to the breaker of its key. If it has none, the breaker without a key serves.
     *
     * @param subject what the way to the key begins at
     */
    public CallGate gate(@Nullable Object subject) {
        if (keys == null || key == null) {
            return gate;
        }
        try {
            Object value = key.follow(subject);
            String text = value == null ? null : value.toString();
            return text == null ? gate : keys.gate(text);
        } catch (Throwable fault) {
            fault("the key of a call", fault);
            return gate;
        }
    }

    /** Ends a call on the thread that entered it, as its result says. */
    public void exit(CallGate at, Permit permit, @Nullable Object result) {
        if (isError(result)) {
            at.endWithBadResult(at.leave(permit), String.valueOf(errorWhen));
        } else {
            at.exit(permit, null);
        }
    }

    /** Whether {@code error-when} makes an error of the result (R10); one that it fails on is none (R15). */
    public boolean isError(@Nullable Object result) {
        if (errorWhen == null) {
            return false;
        }
        try {
            return errorWhen.holds(result);
        } catch (Throwable fault) {
            fault("error-when on a result", fault);
            return false;
        }
    }

    /** {@code error-when} as it was written. */
    public String errorWhen() {
        return String.valueOf(errorWhen);
    }

    /** Notes a fault that the application does not see (R15). */
    public void fault(String what, Throwable fault) {
        Throwable cause = fault instanceof Unanswerable ? fault.getCause() : null;
        faults.report(what + " of " + name, cause == null ? fault : cause);
    }
}
