package io.fusebox.agent.async;

import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.internal.engine.DetachedCall;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a publisher and its subscriber: hears what one of them calls on the other, and passes all of it on. The call
 * hears it first. Reactive Streams, Reactor and RxJava use the same names of methods; so the names decide.
 */
abstract class Relay implements InvocationHandler {
    /** The call that the subscription is. */
    final AsyncCall call;

    private final Object target;
    private final Forwarding methods;

    /** @param methods those of the target that is stood in for */
    Relay(Forwarding methods, Object target, AsyncCall call) {
        this.call = call;
        this.target = target;
        this.methods = methods;
    }

    /** What stands in for the target. */
    final Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
    }

    @Override
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        boolean lost = false;
        try {
            if (Identity.isAsked(method)) {
                return identity(proxy, method, arguments);
            }
            hear(method, arguments);
        } catch (StackOverflowError noRoom) {
            lost = true;
        } catch (Throwable fault) {
            call.giveUp(Doing.HEARING_SIGNAL, fault);
        }
        Object result = null;
        StackOverflowError full = null;
        try {
            result = pass(method, arguments);
        } catch (StackOverflowError noRoom) {
            // Whether the other side goes on after that, nobody knows.
            lost = true;
            full = noRoom;
        }
        if (lost) {
            synchronized (DetachedCall.LOST) {
                try {
                    DetachedCall.LOST[0] = new Object[] {call, DetachedCall.LOST[0]};
                } catch (StackOverflowError entering) {
                    DetachedCall.LOST[0] = new Object[] {call, DetachedCall.LOST[0]};
                }
            }
        }
        if (full != null) {
            throw full;
        }
        return result;
    }

    /** Answers a question of {@link Identity}. */
    @Nullable
    Object identity(Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        return Identity.answer(proxy, method, arguments);
    }

    /** Calls the method on the target. */
    @Nullable
    Object pass(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        return methods.signal(method, target, arguments);
    }

    /**
     * Tells the call what happens. If this throws, the call is given up.
     *
     * @param arguments what is passed on; may be changed
     */
    abstract void hear(Method method, @Nullable Object @Nullable [] arguments);
}
