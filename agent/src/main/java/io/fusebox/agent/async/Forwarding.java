package io.fusebox.agent.async;

import io.fusebox.agent.call.member.PerClass;
import io.fusebox.agent.call.member.TrustedLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls the methods of an interface or a class that was met at run time, without reflection on the way. Kept with the interface, so
 * that it goes with its loader.
 */
final class Forwarding {
    private static final MethodType FORWARD = MethodType.methodType(Object.class, Object.class, Object[].class);
    private static final Object[] NONE = {};

    private static final PerClass<Forwarding> ALL = new PerClass<>() {
        @Override
        protected Forwarding valueFor(Class<?> type) {
            return new Forwarding(type);
        }
    };

    private final Map<Method, MethodHandle> handles = new HashMap<>();

    private Forwarding(Class<?> type) {
        try {
            for (Method method : type.getMethods()) {
                handles.put(method, handle(method));
            }
            for (Method method : Object.class.getMethods()) {
                handles.put(method, handle(method));
            }
            if (!type.isInterface()) {
                for (Method method : StandIn.overridable(type).values()) {
                    handles.put(method, handle(method));
                }
            }
        } catch (IllegalAccessException impossible) {
            throw new LinkageError(type.getName(), impossible);
        }
    }

    /** The methods of an interface. Code that must not fail later asks for them in time. */
    static Forwarding of(Class<?> type) {
        return ALL.get(type);
    }

    private static MethodHandle handle(Method method) throws IllegalAccessException {
        MethodHandle handle = TrustedLookup.LOOKUP.unreflect(method);
        if (handle.type().parameterCount() == method.getParameterCount()) {
            handle = MethodHandles.dropArguments(handle, 0, Object.class);
        }
        return handle.asSpreader(Object[].class, method.getParameterCount()).asType(FORWARD);
    }

    /**
     * Calls a subscriber or its subscription. What it does is no part of a subscription that is being passed on further up the
     * stack.
     */
    @Nullable
    Object signal(Method method, Object target, @Nullable Object @Nullable [] arguments) throws Throwable {
        @Nullable Object @Nullable [] top = OngoingSubscriptions.top();
        if (top == null) {
            return call(method, target, arguments);
        }
        Object rest = top[0];
        top[0] = null;
        try {
            return call(method, target, arguments);
        } finally {
            top[0] = rest;
        }
    }

    /** Calls a method of the interface on an object. */
    @Nullable
    Object call(Method method, Object target, @Nullable Object @Nullable [] arguments) throws Throwable {
        MethodHandle handle = handles.get(method);
        if (handle == null) {
            throw new LinkageError("no " + method);
        }
        @Nullable Object[] given = arguments == null ? NONE : arguments;
        return (Object) handle.invokeExact(target, given);
    }
}
