package io.fusebox.agent.async;

import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.SiteRules;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Between a publisher and its subscriber: hears the signals, and passes all of them on. Reactive Streams, Reactor and
 * RxJava call them by the same names; so this goes by the names. The call ends before its last signal is passed on.
 */
final class Signals implements InvocationHandler {
    private final Class<?> type;
    private final Object subscriber;
    private final SiteRules rules;
    private final AsyncCall call;

    /** Whether an element was what {@code error-when} makes an error of. Signals come one after the other. */
    private boolean bad;

    /** @param type the interface through which the publisher sees the subscriber */
    Signals(Class<?> type, Object subscriber, SiteRules rules, AsyncCall call) {
        this.type = type;
        this.subscriber = subscriber;
        this.rules = rules;
        this.call = call;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (Identity.isAsked(method)) {
            return Identity.answer(proxy, method, arguments);
        }
        Object signal = arguments == null || arguments.length != 1 ? null : arguments[0];
        switch (method.getName()) {
            case "onSubscribe" -> {
                return pass(method, new @Nullable Object[] {watched(method, signal)});
            }
            case "onNext" -> {
                bad = bad || rules.isError(signal);
                // What the subscriber does with it is no part of the call.
                call.leave();
            }
            default -> end(method, signal);
        }
        return pass(method, arguments);
    }

    /** Lets the program's own subscriber go on. */
    private @Nullable Object pass(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        @Nullable Object[] top = Subscribes.top();
        Object rest = top[0];
        top[0] = null;
        try {
            return Forwarding.call(type, method, subscriber, arguments);
        } finally {
            top[0] = rest;
        }
    }

    private void end(Method method, @Nullable Object signal) {
        try {
            switch (method.getName()) {
                case "onSuccess" -> call.end(signal);
                case "onComplete" -> call.endChecked(bad);
                case "onError" ->
                    call.fail(signal instanceof Throwable thrown ? thrown : new NullPointerException("onError(null)"));
                default -> {
                    // Nothing that ends a call.
                }
            }
        } catch (StackOverflowError noRoom) {
            synchronized (AsyncCall.LOST) {
                try {
                    AsyncCall.LOST[0] = new Object[] {call, AsyncCall.LOST[0]};
                } catch (StackOverflowError entering) {
                    AsyncCall.LOST[0] = new Object[] {call, AsyncCall.LOST[0]};
                }
            }
        }
    }

    private @Nullable Object watched(Method onSubscribe, @Nullable Object subscription) {
        if (subscription == null) {
            return null;
        }
        try {
            return Cancelling.watched(onSubscribe.getParameterTypes()[0], subscription, call);
        } catch (Throwable fault) {
            rules.fault("watching a subscription", fault);
            return subscription;
        }
    }

    /** Tells a subscriber, as the protocol wants it, that there is nothing to come but the error. */
    static void reject(Class<?> type, Object subscriber, Throwable thrown) throws Throwable {
        for (Method method : type.getMethods()) {
            if (method.getName().equals("onSubscribe") && method.getParameterCount() == 1) {
                Class<?> subscription = method.getParameterTypes()[0];
                Object nothing = Proxy.newProxyInstance(
                        subscription.getClassLoader(), new Class<?>[] {subscription}, new NoSubscription());
                Forwarding.call(type, method, subscriber, new Object[] {nothing});
            }
        }
        for (Method method : type.getMethods()) {
            if (method.getName().equals("onError") && method.getParameterCount() == 1) {
                Forwarding.call(type, method, subscriber, new Object[] {thrown});
            }
        }
    }

    /** The subscription to a publisher that was not asked. */
    private static final class NoSubscription implements InvocationHandler {
        private volatile boolean disposed;

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
            if (Identity.isAsked(method)) {
                return Identity.answer(proxy, method, arguments);
            }
            if (method.getName().equals("dispose")) {
                disposed = true;
            }
            return method.getReturnType() == boolean.class ? disposed : null;
        }
    }
}
