package io.fusebox.agent.async;

import io.fusebox.agent.call.AsyncCall;
import io.fusebox.internal.engine.DetachedCall;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a publisher and its subscriber: hears what one of them calls on the other, and passes all of it on. The call
 * hears it first. Reactive Streams, Reactor and RxJava use the same names of methods; so this goes by the names.
 */
abstract class Relay implements InvocationHandler {
    /** The call that the subscription is. */
    final AsyncCall call;

    private final Object target;
    private final Forwarding methods;

    /** @param type the interface of the target that is stood in for */
    Relay(Class<?> type, Object target, AsyncCall call) {
        this.call = call;
        this.target = target;
        this.methods = Forwarding.of(type);
    }

    /** What stands in for the target. */
    final Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
    }

    @Override
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (Identity.isAsked(method)) {
            return Identity.answer(proxy, method, arguments);
        }
        try {
            hear(method, arguments);
        } catch (StackOverflowError noRoom) {
            synchronized (DetachedCall.LOST) {
                try {
                    DetachedCall.LOST[0] = new Object[] {call, DetachedCall.LOST[0]};
                } catch (StackOverflowError entering) {
                    DetachedCall.LOST[0] = new Object[] {call, DetachedCall.LOST[0]};
                }
            }
        }
        return pass(method, arguments);
    }

    /** Calls the method on the target. */
    @Nullable
    Object pass(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        return methods.signal(method, target, arguments);
    }

    /**
     * Tells the call what happens. Throws nothing but a {@link StackOverflowError}.
     *
     * @param arguments what is passed on; may be changed
     */
    abstract void hear(Method method, @Nullable Object @Nullable [] arguments);
}
