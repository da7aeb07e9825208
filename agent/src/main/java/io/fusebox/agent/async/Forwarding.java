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
 * Calls the methods of an interface that was met at run time, without reflection on the way. Kept with the interface, so
 * that it goes with its loader.
 */
final class Forwarding extends PerClass<Map<Method, MethodHandle>> {
    private static final MethodType FORWARD = MethodType.methodType(Object.class, Object.class, Object[].class);
    private static final Object[] NONE = {};
    private static final Forwarding ALL = new Forwarding();

    private Forwarding() {}

    @Override
    protected Map<Method, MethodHandle> valueFor(Class<?> type) {
        Map<Method, MethodHandle> handles = new HashMap<>();
        try {
            for (Method method : type.getMethods()) {
                handles.put(method, handle(method));
            }
            for (Method method : Object.class.getMethods()) {
                handles.put(method, handle(method));
            }
        } catch (IllegalAccessException impossible) {
            throw new LinkageError(type.getName(), impossible);
        }
        return handles;
    }

    private static MethodHandle handle(Method method) throws IllegalAccessException {
        MethodHandle handle = TrustedLookup.LOOKUP.unreflect(method);
        if (handle.type().parameterCount() == method.getParameterCount()) {
            handle = MethodHandles.dropArguments(handle, 0, Object.class);
        }
        return handle.asSpreader(Object[].class, method.getParameterCount()).asType(FORWARD);
    }

    /** Calls a method of the interface on an object. */
    static @Nullable Object call(Class<?> type, Method method, Object target, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        MethodHandle handle = ALL.get(type).get(method);
        if (handle == null) {
            throw new LinkageError(type.getName() + " has no " + method);
        }
        @Nullable Object[] given = arguments == null ? NONE : arguments;
        return (Object) handle.invokeExact(target, given);
    }
}
