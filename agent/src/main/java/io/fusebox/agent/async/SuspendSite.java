package io.fusebox.agent.async;

import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.member.MemberValue;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.Permit;
import org.jspecify.annotations.Nullable;

/**
 * A Kotlin {@code suspend} function: one call from its start to its final resume.
 *
 * <p>Kotlin calls the method again each time the function goes on after a suspension; that is no new call. The function
 * is given a continuation of ours around its caller's, which hears how it comes to its end.
 */
public final class SuspendSite extends Site {
    private static final MemberValue LABEL = MemberValue.field("label");
    private static final MemberValue COMPLETION = MemberValue.method("getCompletion");

    public SuspendSite(SiteRules rules) {
        super(rules);
    }

    /**
     * @param more the continuation
     * @return the continuation to go on with, which is the call's token too; null: the given one
     */
    @Override
    public @Nullable Object enter(@Nullable Object subject, @Nullable Object more) {
        if (more == null || isResumed(more)) {
            return null;
        }
        CallGate gate = rules.gate(subject);
        AsyncCall outer = CallContinuation.callOf(COMPLETION.of(more));
        if (outer == null) {
            outer = CallContinuation.callOf(more);
        }
        if (outer != null && outer.isOf(gate) && !outer.get()) {
            return null;
        }
        return super.enter(subject, more);
    }

    @Override
    protected @Nullable Object admitted(CallGate gate, Permit permit, @Nullable Object more) {
        if (more == null || CallGate.of(permit) == null) {
            return null;
        }
        AsyncCall call = new AsyncCall(rules, gate, permit);
        try {
            return CallContinuation.around(more, call);
        } catch (Throwable fault) {
            call.cancel();
            rules.fault("waiting for the coroutine", fault);
            return null;
        }
    }

    /** Whether the function goes on: Kotlin marks that by the sign of the label at which it does. */
    private static boolean isResumed(Object continuation) {
        return LABEL.of(continuation) instanceof Integer label && label < 0;
    }

    @Override
    public @Nullable Object exit(@Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        AsyncCall call = CallContinuation.callOf(token);
        if (call != null) {
            if (thrown != null) {
                call.fail(thrown);
            } else if (isSuspended(result)) {
                call.leave();
            } else {
                call.end(result);
            }
        }
        return result;
    }

    private static boolean isSuspended(@Nullable Object result) {
        return result instanceof Enum<?> constant && constant.name().equals("COROUTINE_SUSPENDED");
    }

    @Override
    protected @Nullable Object returned(CallGate gate, Permit permit, @Nullable Object result) {
        return result;
    }
}
