package io.fusebox.agent.async;

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
        if (more == null) {
            return null;
        }
        SuspendedCall outer;
        try {
            if (isResumed(more)) {
                return null;
            }
            outer = CallContinuation.callOf(COMPLETION.of(more));
            if (outer == null) {
                outer = CallContinuation.callOf(more);
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            // It may go on, and another continuation in place of its own would have it begin anew.
            rules.fault("looking at a continuation", fault);
            return null;
        }
        if (outer != null && !outer.get() && outer.isOf(rules.gate(subject))) {
            return null;
        }
        return super.enter(subject, more);
    }

    @Override
    protected @Nullable Object admitted(CallGate gate, Permit permit, @Nullable Object more) {
        if (more == null || CallGate.of(permit) == null) {
            return null;
        }
        SuspendedCall call;
        try {
            call = new SuspendedCall(rules, gate, permit);
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            gate.giveUp(permit, fault);
            return null;
        }
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
        SuspendedCall call = CallContinuation.callOf(token);
        if (call != null) {
            if (isSuspended(result)) {
                call.leave();
            } else {
                call.told(result, thrown);
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
