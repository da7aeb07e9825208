package io.fusebox.agent.async;

import io.fusebox.agent.call.member.Doing;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The subscription of a subscriber that was rejected: there is nothing to ask for, and nothing to cancel. */
final class RejectedSubscription implements InvocationHandler {
    /** Made together with the class, see {@link Doing}. */
    private static final String DISPOSE = "dispose".intern();

    private volatile boolean disposed;

    private RejectedSubscription() {}

    /**
     * What tells a subscriber that it was rejected: as the protocol wants it, first that it has subscribed, then the error.
     *
     * @param type the interface through which a publisher sees its subscribers
     */
    static Notice notice(Class<?> type, Throwable error) {
        Method onSubscribe = named(type, "onSubscribe");
        Class<?> subscription = onSubscribe.getParameterTypes()[0];
        Object nothing = Proxy.newProxyInstance(
                subscription.getClassLoader(), new Class<?>[] {subscription}, new RejectedSubscription());
        return new Notice(type, onSubscribe, nothing, error);
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
        if (method.getName().equals(DISPOSE)) {
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
        private final Object[] error;

        private Notice(Class<?> type, Method onSubscribe, Object subscription, Throwable error) {
            this.methods = Forwarding.of(type);
            this.onSubscribe = onSubscribe;
            this.onError = named(type, "onError");
            this.subscription = new Object[] {subscription};
            this.error = new Object[] {error};
        }

        void tell(Object subscriber) throws Throwable {
            methods.signal(onSubscribe, subscriber, subscription);
            methods.signal(onError, subscriber, error);
        }
    }
}
