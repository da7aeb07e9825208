package io.fusebox.agent.async;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The subscription of a subscriber that was rejected: there is nothing to ask for, and nothing to cancel. */
final class RejectedSubscription implements InvocationHandler {
    private volatile boolean disposed;

    private RejectedSubscription() {}

    /**
     * What tells a subscriber that it was rejected: as the protocol wants it, first that it has subscribed, then the error.
     *
     * @param type the interface through which a publisher sees its subscribers
     */
    static Notice notice(Class<?> type) {
        Method onSubscribe = named(type, "onSubscribe");
        Class<?> subscription = onSubscribe.getParameterTypes()[0];
        Object nothing = Proxy.newProxyInstance(
                subscription.getClassLoader(), new Class<?>[] {subscription}, new RejectedSubscription());
        return new Notice(type, onSubscribe, nothing);
    }

    private static Method named(Class<?> type, String name) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == 1) {
                return method;
            }
        }
        throw new LinkageError(type.getName() + " has no " + name);
    }

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

    /** All that it takes to tell; to do so takes no more room. */
    static final class Notice {
        private final Forwarding methods;
        private final Method onSubscribe;
        private final Method onError;
        private final Object[] subscription;
        private final @Nullable Object[] error = new Object[1];

        private Notice(Class<?> type, Method onSubscribe, Object subscription) {
            this.methods = Forwarding.of(type);
            this.onSubscribe = onSubscribe;
            this.onError = named(type, "onError");
            this.subscription = new Object[] {subscription};
        }

        void tell(Object subscriber, Throwable thrown) throws Throwable {
            error[0] = thrown;
            methods.signal(onSubscribe, subscriber, subscription);
            methods.signal(onError, subscriber, error);
        }
    }
}
