package io.fusebox.agent.async;

import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.member.Ancestors;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.agent.call.member.Initialised;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.OwnCalls;
import io.fusebox.internal.engine.Permit;
import org.jspecify.annotations.Nullable;

/**
 * A method that reports its end to an object that it is given: its call ends when that object is called, or when the method
 * throws. The method gets a {@link StandIn} for the object, which hears of it first.
 */
public final class CallbackSite extends Site {
    static {
        Initialised.classes(
                Ancestors.class,
                CallbackRelay.class,
                Forwarding.class,
                Identity.class,
                StandIn.class,
                CallbackRelay.ReportedFailure.class,
                StandInClass.class);
    }

    private final String declared;
    private final int result;

    /**
     * Makes one. No constructor, so that {@code SitePlan} does not load the class for methods of other kinds.
     *
     * @param declared the type of the parameter
     * @param result the number of the argument of its method that is the result
     */
    public static Site of(SiteRules rules, String declared, int result) {
        return new CallbackSite(rules, declared, result);
    }

    private CallbackSite(SiteRules rules, String declared, int result) {
        super(rules, rules.rejection() != null);
        this.declared = declared;
        this.result = result;
    }

    /**
     * @param more the callback; in place of none, the class that declares the method
     * @return the callback for the method, which is the call's token too; null: the given one
     */
    @Override
    protected @Nullable Object admitted(CallGate gate, Permit permit, @Nullable Object more) {
        AsyncCall call = more == null || CallGate.of(permit) == null ? null : rules.detach(gate, permit);
        if (more == null || call == null) {
            return null;
        }
        try {
            int[] depth = OwnCalls.begin();
            try {
                return standIn(more, call);
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (Throwable fault) {
            call.giveUp(Doing.WAITING_FOR_CALLBACK, fault);
            return null;
        }
    }

    private Object standIn(Object more, AsyncCall call) throws Throwable {
        if (more instanceof Class<?> owner) {
            Class<?> type = Class.forName(declared, false, owner.getClassLoader());
            return new CallbackRelay(StandIn.of(type), null, result, call).standIn();
        }
        Class<?> type = Ancestors.named(more.getClass(), declared);
        if (type == null) {
            throw new LinkageError(more.getClass().getName() + " is no " + declared);
        }
        return new CallbackRelay(StandIn.of(type), more, result, call).standIn();
    }

    @Override
    public @Nullable Object exit(@Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        try {
            end(token, thrown);
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            AsyncCall call = StandIn.callOf(token);
            if (call != null) {
                call.giveUp(Doing.WAITING_FOR_CALLBACK, fault);
            }
        }
        return result;
    }

    private static void end(@Nullable Object token, @Nullable Throwable thrown) {
        AsyncCall call = StandIn.callOf(token);
        if (call != null) {
            if (thrown != null) {
                call.fail(thrown);
            }
            call.leave();
        }
    }

    @Override
    protected void returned(CallGate gate, Permit permit, @Nullable Object result) {
        // The callback tells.
    }
}
