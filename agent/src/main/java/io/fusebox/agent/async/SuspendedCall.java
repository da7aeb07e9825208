package io.fusebox.agent.async;

import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.agent.call.member.MemberValue;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.Permit;
import org.jspecify.annotations.Nullable;

/**
 * A call of a Kotlin {@code suspend} function. What Kotlin hands on is the function's value, or a wrapper of an exception. If
 * the function is declared to return a {@code Result}, the value is one more box around either: what is in it is what the call
 * came to.
 */
final class SuspendedCall extends AsyncCall {
    private static final long serialVersionUID = 1L;

    private static final String BOX = "kotlin.Result";
    private static final String FAILURE = "kotlin.Result$Failure";
    private static final MemberValue VALUE = MemberValue.field("value");
    private static final MemberValue EXCEPTION = MemberValue.field("exception");

    SuspendedCall(SiteRules rules, CallGate gate, Permit permit) {
        super(rules, gate, permit);
    }

    /** The function came to its end. If there is no room to see how, it counts as cancelled. */
    @Override
    protected void told(@Nullable Object result, @Nullable Throwable thrown) {
        try {
            Object value = result != null && isNamed(result, BOX) ? VALUE.of(result) : result;
            Throwable failure =
                    value != null && isNamed(value, FAILURE) && EXCEPTION.of(value) instanceof Throwable held
                            ? held
                            : thrown;
            super.told(value, failure);
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            giveUp(Doing.UNWRAPPING_RESULT, fault);
        }
    }

    private static boolean isNamed(Object value, String type) {
        return value.getClass().getName().equals(type);
    }
}
