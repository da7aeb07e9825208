package io.fusebox.agent.async;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Between a subscriber and its subscription: hears when the subscriber wants no more. */
final class Cancelling extends Relay {
    private final Signals signals;

    /** @param type {@code Subscription} or {@code Disposable}, whichever the library has */
    Cancelling(Class<?> type, Object subscription, Signals signals) {
        super(type, subscription, signals.call);
        this.signals = signals;
    }

    @Override
    void hear(Method method, @Nullable Object @Nullable [] arguments) {
        if (method.getName().equals("cancel") || method.getName().equals("dispose")) {
            signals.cancelled();
        }
    }
}
