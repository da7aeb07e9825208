package io.fusebox.agent.async;

import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.member.Ancestors;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.agent.call.member.Initialised;
import io.fusebox.agent.call.member.MemberValue;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.Permit;
import org.jspecify.annotations.Nullable;

/**
 * A Kotlin {@code suspend} function: one call from its start to its final resume.
 *
 * <p>Kotlin calls the method again each time the function goes on after a suspension; that is no new call. The function
 * gets a continuation of ours around its caller's, which learns how the function ends.
 */
public final class SuspendSite extends Site {
    static {
        Initialised.classes(Ancestors.class, CallContinuation.class, SuspendedCall.class);
    }

    private static final MemberValue LABEL = MemberValue.field("label");
    private static final MemberValue COMPLETION = MemberValue.method("getCompletion");

    public SuspendSite(SiteRules rules) {
        super(rules, rules.rejection() != null);
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
        try {
            if (isResumed(more)) {
                return null;
            }
            SuspendedCall outer = CallContinuation.callOf(COMPLETION.of(more));
            if (outer == null) {
                outer = CallContinuation.callOf(more);
            }
            if (outer != null && !outer.get() && outer.isOf(rules.gate(subject))) {
                return null;
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            // It may go on, and another continuation in place of its own would have it begin anew.
            rules.report(Doing.LOOKING_AT_CONTINUATION, fault);
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
            rules.giveUp(permit, fault);
            return null;
        }
        try {
            return CallContinuation.around(more, call);
        } catch (Throwable fault) {
            call.giveUp(Doing.WAITING_FOR_COROUTINE, fault);
            return null;
        }
    }

    /** Whether the function goes on: Kotlin marks that by the sign of the label at which it does. */
    private static boolean isResumed(Object continuation) {
        return LABEL.of(continuation) instanceof Integer label && label < 0;
    }

    @Override
    public @Nullable Object exit(@Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        try {
            SuspendedCall call = CallContinuation.callOf(token);
            if (call != null) {
                if (isSuspended(result)) {
                    call.leave();
                } else {
                    call.told(result, thrown);
                }
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            // What failed once, such as the loading of a class, may be done by now.
            SuspendedCall call = CallContinuation.callOf(token);
            if (call != null) {
                call.giveUp(Doing.LEAVING_COROUTINE, fault);
            }
        }
        return result;
    }

    private static boolean isSuspended(@Nullable Object result) {
        return result instanceof Enum<?> constant && constant.name().equals("COROUTINE_SUSPENDED");
    }

    @Override
    protected void returned(CallGate gate, Permit permit, @Nullable Object result) {
        // The continuation tells.
    }
}
