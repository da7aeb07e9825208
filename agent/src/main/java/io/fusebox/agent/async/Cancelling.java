package io.fusebox.agent.async;

import io.fusebox.agent.call.AsyncCall;
import io.fusebox.internal.engine.OwnCalls;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Between a subscriber and its subscription: hears when it is given up (R9), and passes everything on to the source. */
final class Cancelling implements InvocationHandler {
    private final Class<?> type;
    private final Object subscription;
    private final AsyncCall call;

    private Cancelling(Class<?> type, Object subscription, AsyncCall call) {
        this.type = type;
        this.subscription = subscription;
        this.call = call;
    }

    /** @param type {@code Subscription} or {@code Disposable}, whichever the library has */
    static Object watched(Class<?> type, Object subscription, AsyncCall call) {
        int[] depth = OwnCalls.begin();
        try {
            return Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, new Cancelling(type, subscription, call));
        } finally {
            depth[OwnCalls.AT]--;
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (Identity.isAsked(method)) {
            return Identity.answer(proxy, method, arguments);
        }
        if (method.getName().equals("cancel") || method.getName().equals("dispose")) {
            try {
                call.cancel();
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
        return Forwarding.call(type, method, subscription, arguments);
    }
}
