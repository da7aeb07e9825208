package io.fusebox.agent.async;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.member.Ancestors;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.OwnCalls;
import io.fusebox.internal.engine.Permit;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Behind the publisher that the caller gets: each subscription is a call, which the breaker admits or rejects. */
final class Subscribing implements InvocationHandler {
    /** Interfaces of libraries that tell their own subscribers from foreign ones, which they would wrap once more. */
    private static final String[] SUBSCRIBERS = {
        "reactor.core.CoreSubscriber", "io.reactivex.rxjava3.core.FlowableSubscriber"
    };

    private final PublisherKind kind;
    private final Forwarding methods;
    private final Object publisher;
    private final PublisherSite.Guarded guarded;

    Subscribing(PublisherKind kind, Object publisher, PublisherSite.Guarded guarded) {
        this.kind = kind;
        this.methods = Forwarding.of(kind.source());
        this.publisher = publisher;
        this.guarded = guarded;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null
                && arguments.length == 1
                && arguments[0] != null
                && method.getName().equals("subscribe")) {
            try {
                subscribe(method, arguments, arguments[0]);
            } catch (StackOverflowError noRoom) {
                // No woven code is at hand to say so; see LostCallRecovery.
                FuseboxBridge.lostEnds++;
                throw noRoom;
            }
            return null;
        }
        return Identity.isAsked(method)
                ? Identity.answer(proxy, method, arguments)
                : methods.call(method, publisher, arguments);
    }

    /** @param arguments the subscriber alone; may be changed */
    private void subscribe(Method subscribe, @Nullable Object[] arguments, Object subscriber) throws Throwable {
        if (guarded.rules().isOver()) {
            pass(subscribe, arguments);
            return;
        }
        CallGate gate = guarded.gate();
        Permit permit;
        try {
            permit = guarded.rules().enter(gate, true);
        } catch (CircuitOpenException rejected) {
            RejectedSubscription.Notice notice = notice(subscribe);
            if (notice == null) {
                pass(subscribe, arguments);
            } else {
                notice.tell(subscriber, guarded.rules().exception(rejected, guarded.type()));
            }
            return;
        }
        AsyncCall call = CallGate.of(permit) == null ? null : guarded.rules().detach(gate, permit);
        if (call == null) {
            pass(subscribe, arguments);
            return;
        }
        arguments[0] = watched(subscribe, subscriber, call);
        try {
            pass(subscribe, arguments);
        } catch (Throwable thrown) {
            call.fail(thrown);
            throw thrown;
        }
        call.leave();
    }

    /** Lets the program's own publisher go on. */
    private void pass(Method subscribe, @Nullable Object[] arguments) throws Throwable {
        @Nullable Object @Nullable [] top = OngoingSubscriptions.top();
        Object rest = top == null ? null : top[0];
        if (top != null) {
            top[0] = OngoingSubscriptions.with(guarded.gate(), rest);
        }
        try {
            methods.call(subscribe, publisher, arguments);
        } finally {
            if (top != null) {
                top[0] = rest;
            }
        }
    }

    /** What tells a subscriber that it was rejected; null if that cannot be made, and the subscription goes through (R15). */
    private RejectedSubscription.@Nullable Notice notice(Method subscribe) {
        try {
            int[] depth = OwnCalls.begin();
            try {
                return RejectedSubscription.notice(subscribe.getParameterTypes()[0]);
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            guarded.rules().fault("rejecting a subscription", fault);
            return null;
        }
    }

    /** The subscriber, such that the call hears of its signals; as it is, if that cannot be (R15). */
    private Object watched(Method subscribe, Object subscriber, AsyncCall call) {
        try {
            int[] depth = OwnCalls.begin();
            try {
                Class<?> type = type(subscribe, subscriber);
                return new Signals(type, subscriber, guarded.rules(), kind, call).proxy(type);
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (Throwable fault) {
            call.cancel();
            guarded.rules().fault("watching a subscriber", fault);
            return subscriber;
        }
    }

    /** The interface through which the publisher is to see the subscriber. */
    private static Class<?> type(Method subscribe, Object subscriber) {
        Class<?> type = subscribe.getParameterTypes()[0];
        for (String name : SUBSCRIBERS) {
            Class<?> special = Ancestors.named(subscriber.getClass(), name);
            if (special != null && type.isAssignableFrom(special)) {
                return special;
            }
        }
        return type;
    }
}
