package io.fusebox.agent.async;

import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.member.PerClass;
import io.fusebox.agent.call.member.TrustedLookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * A hidden class whose objects stand in for callbacks of one type, an interface or a class: each method that can be overridden
 * goes to a {@link CallbackRelay}. The objects are made without a constructor: what the program's class does in its own is not
 * done twice. Kept with the type.
 */
final class StandIn {
    private static final PerClass<StandIn> ALL = new PerClass<>() {
        @Override
        protected StandIn valueFor(Class<?> type) {
            return new StandIn(type);
        }
    };

    /** By the class of an object, where it has its relay; empty for classes of others. */
    private static final PerClass<long[]> RELAYS = new PerClass<>() {
        @Override
        protected long[] valueFor(Class<?> type) {
            try {
                return new long[] {Unsafe.getUnsafe().objectFieldOffset(type.getDeclaredField(StandInClass.RELAY))};
            } catch (NoSuchFieldException foreign) {
                return new long[0];
            }
        }
    };

    private final Class<?> type;
    private final Method[] methods;
    private final Class<?> hidden;
    private final long relay;
    private final long table;
    private final Map<Method, Object> nothing = new LinkedHashMap<>();

    private StandIn(Class<?> type) {
        this.type = type;
        methods = overridable(type).values().toArray(new Method[0]);
        for (Method method : methods) {
            Class<?> returned = method.getReturnType();
            if (returned.isPrimitive() && returned != void.class) {
                nothing.put(method, Array.get(Array.newInstance(returned, 1), 0));
            }
        }
        try {
            hidden = TrustedLookup.LOOKUP
                    .in(type)
                    .defineHiddenClass(StandInClass.file(type, methods), true)
                    .lookupClass();
            // The end of a call takes no room for it.
            relay = RELAYS.get(hidden)[0];
            table = Unsafe.getUnsafe().objectFieldOffset(hidden.getDeclaredField(StandInClass.METHODS));
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("nothing can stand in for a " + type.getName(), impossible);
        }
    }

    /** That of a type. */
    static StandIn of(Class<?> type) {
        return ALL.get(type);
    }

    /** The methods of a type that a subclass in its package can override, by name and descriptor. */
    static Map<String, Method> overridable(Class<?> type) {
        Map<String, Method> found = new LinkedHashMap<>();
        for (Class<?> one = type; one != null && !one.isInterface() && one != Object.class; one = one.getSuperclass()) {
            for (Method method : one.getDeclaredMethods()) {
                add(found, method, type);
            }
        }
        for (Method method : type.getMethods()) {
            add(found, method, type);
        }
        for (Method method : Object.class.getMethods()) {
            add(found, method, type);
        }
        for (Method method : found.values().toArray(new Method[0])) {
            if (Modifier.isFinal(method.getModifiers())) {
                found.remove(key(method));
            }
        }
        return found;
    }

    private static void add(Map<String, Method> found, Method method, Class<?> type) {
        int access = method.getModifiers();
        boolean isVisible = (access & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
                || method.getDeclaringClass().getPackage() == type.getPackage();
        if (isVisible && (access & (Modifier.STATIC | Modifier.PRIVATE)) == 0) {
            found.putIfAbsent(key(method), method);
        }
    }

    private static String key(Method method) {
        return method.getName()
                + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .descriptorString();
    }

    /** What calls the methods on an object of the type. */
    Forwarding methods() {
        return Forwarding.of(type);
    }

    /** What a method returns where there is no callback. */
    @Nullable
    Object nothing(Method method) {
        return nothing.get(method);
    }

    /** A new one, in front of a relay. */
    Object instance(CallbackRelay behind) throws InstantiationException {
        Object made = Unsafe.getUnsafe().allocateInstance(hidden);
        Unsafe.getUnsafe().putReference(made, table, methods);
        // Before any other thread can see it, as if it were made by a constructor that sets a final field.
        Unsafe.getUnsafe().putReferenceRelease(made, relay, behind);
        return made;
    }

    private static @Nullable CallbackRelay relayOf(@Nullable Object callback) {
        if (callback == null || !callback.getClass().isHidden()) {
            return null;
        }
        long[] place = RELAYS.get(callback.getClass());
        return place.length == 1 && Unsafe.getUnsafe().getReference(callback, place[0]) instanceof CallbackRelay relay
                ? relay
                : null;
    }

    /** The call that ends by a stand-in; null for other objects. */
    static @Nullable AsyncCall callOf(@Nullable Object callback) {
        CallbackRelay relay = relayOf(callback);
        return relay == null ? null : relay.call;
    }

    /** The program's own object, of a stand-in; other objects themselves. */
    static @Nullable Object originalOf(@Nullable Object callback) {
        CallbackRelay relay = relayOf(callback);
        return relay == null ? callback : relay.callback();
    }
}
