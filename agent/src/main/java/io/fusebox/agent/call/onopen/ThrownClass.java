package io.fusebox.agent.call.onopen;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.agent.call.member.Initialised;
import io.fusebox.agent.call.member.PerClass;
import io.fusebox.agent.call.member.TrustedLookup;
import io.fusebox.internal.engine.Environment.Faults;
import io.fusebox.internal.engine.OwnCalls;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * {@code on-open = throw <exception class>}: the class as the guarded method's own class sees it, made with its
 * {@code (String, Throwable)}, {@code (String)} or {@code ()} constructor, in that order.
 */
public final class ThrownClass implements OnOpenAction {
    static {
        Initialised.classes(TrustedLookup.class);
    }

    private static final MethodType MAKER = MethodType.methodType(Throwable.class, String.class, Throwable.class);
    private static final Class<?>[][] CONSTRUCTORS = {{String.class, Throwable.class}, {String.class}, {}};

    private final String className;

    private final PerClass<MethodHandle> makers = new PerClass<>() {
        @Override
        protected MethodHandle valueFor(Class<?> type) {
            return maker(type.getClassLoader());
        }
    };

    public ThrownClass(String className) {
        this.className = className;
    }

    @Override
    public @Nullable Object answer(
            CircuitOpenException rejection,
            Class<?> type,
            @Nullable Object self,
            @Nullable Object[] arguments,
            Faults faults)
            throws Throwable {
        throw exception(rejection, type, faults);
    }

    /**
     * Makes the exception.
     *
     * @param type the class that declares the guarded method
     * @param faults throws nothing
     * @return the rejection itself if it cannot be made, which is reported then
     */
    public Throwable exception(CircuitOpenException rejection, Class<?> type, Faults faults) {
        try {
            int[] depth = OwnCalls.begin();
            try {
                Throwable made =
                        (Throwable) makers.get(type).invokeExact(rejection.getMessage(), (Throwable) rejection);
                return made.getCause() == null ? withCause(made, rejection) : made;
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            faults.report(Doing.ON_OPEN, fault);
            return rejection;
        }
    }

    private static Throwable withCause(Throwable made, CircuitOpenException rejection) {
        try {
            return made.initCause(rejection);
        } catch (IllegalStateException itIsToHaveNone) {
            return made;
        }
    }

    private MethodHandle maker(@Nullable ClassLoader loader) {
        try {
            Class<?> exception = Class.forName(className, true, loader);
            for (Class<?>[] parameters : CONSTRUCTORS) {
                MethodHandle maker = maker(exception, parameters);
                if (maker != null) {
                    return maker;
                }
            }
            throw new LinkageError(className + " has no longer a constructor that fits");
        } catch (ReflectiveOperationException gone) {
            throw new LinkageError("no " + className, gone);
        }
    }

    private static @Nullable MethodHandle maker(Class<?> exception, Class<?>[] parameters)
            throws IllegalAccessException {
        try {
            MethodHandle constructor =
                    TrustedLookup.LOOKUP.findConstructor(exception, MethodType.methodType(void.class, parameters));
            int given = parameters.length;
            return MethodHandles.dropArguments(
                            constructor, given, MAKER.parameterList().subList(given, 2))
                    .asType(MAKER);
        } catch (NoSuchMethodException none) {
            return null;
        }
    }
}
