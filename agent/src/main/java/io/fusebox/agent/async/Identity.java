package io.fusebox.agent.async;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What a proxy says of itself: it is equal to nothing but itself. */
final class Identity {
    private Identity() {}

    static boolean isAsked(Method method) {
        return method.getDeclaringClass() == Object.class;
    }

    static Object answer(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        if (arguments != null) {
            return proxy == arguments[0];
        }
        int hash = System.identityHashCode(proxy);
        return method.getName().equals("hashCode") ? hash : "guarded by Fusebox @" + Integer.toHexString(hash);
    }
}
