package io.fusebox.agent.async;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.member.Ancestors;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.OwnCalls;
import io.fusebox.internal.engine.Permit;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Behind the publisher that the caller gets: each subscription is a call, which the breaker admits or rejects. */
final class Subscribing implements InvocationHandler {
    /** Interfaces of libraries that tell their own subscribers from foreign ones, which they would wrap once more. */
    private static final String[] SUBSCRIBERS = {
        "reactor.core.CoreSubscriber", "io.reactivex.rxjava3.core.FlowableSubscriber"
    };

    private final Class<?> source;
    private final Object publisher;
    private final PublisherSite.Guarded guarded;

    /** @param source the interface that has {@code subscribe} */
    Subscribing(Class<?> source, Object publisher, PublisherSite.Guarded guarded) {
        this.source = source;
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
                subscribe(method, arguments[0]);
            } catch (StackOverflowError noRoom) {
                // No woven code is at hand to say so; see LostEnds.
                FuseboxBridge.lostEnds++;
                throw noRoom;
            }
            return null;
        }
        return Identity.isAsked(method)
                ? Identity.answer(proxy, method, arguments)
                : Forwarding.call(source, method, publisher, arguments);
    }

    private void subscribe(Method subscribe, Object subscriber) throws Throwable {
        if (guarded.rules().isOver()) {
            pass(subscribe, subscriber);
            return;
        }
        CallGate gate = guarded.gate();
        Permit permit;
        try {
            permit = guarded.rules().enter(gate, true);
        } catch (CircuitOpenException rejected) {
            Signals.reject(
                    subscribe.getParameterTypes()[0],
                    subscriber,
                    guarded.rules().exception(rejected, guarded.type()));
            return;
        }
        if (CallGate.of(permit) == null) {
            pass(subscribe, subscriber);
            return;
        }
        AsyncCall call = new AsyncCall(guarded.rules(), gate, permit);
        try {
            pass(subscribe, watched(subscribe, subscriber, call));
        } catch (Throwable thrown) {
            call.fail(thrown);
            throw thrown;
        }
        call.leave();
    }

    /** Lets the program's own publisher go on. */
    private void pass(Method subscribe, Object subscriber) throws Throwable {
        @Nullable Object[] top = Subscribes.top();
        Object rest = top[0];
        top[0] = Subscribes.with(guarded.gate(), rest);
        try {
            Forwarding.call(source, subscribe, publisher, new Object[] {subscriber});
        } finally {
            top[0] = rest;
        }
    }

    /** The subscriber, such that the call hears of its signals; as it is, if that cannot be (R15). */
    private Object watched(Method subscribe, Object subscriber, AsyncCall call) {
        try {
            return around(subscribe, subscriber, call);
        } catch (Throwable fault) {
            call.cancel();
            guarded.rules().fault("watching a subscriber", fault);
            return subscriber;
        }
    }

    private Object around(Method subscribe, Object subscriber, AsyncCall call) {
        Class<?> type = subscribe.getParameterTypes()[0];
        for (String name : SUBSCRIBERS) {
            Class<?> special = Ancestors.named(subscriber.getClass(), name);
            if (special != null && type.isAssignableFrom(special)) {
                type = special;
                break;
            }
        }
        int[] depth = OwnCalls.begin();
        try {
            return Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, new Signals(type, subscriber, guarded.rules(), call));
        } finally {
            depth[OwnCalls.AT]--;
        }
    }
}
