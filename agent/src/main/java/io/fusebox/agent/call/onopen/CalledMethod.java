package io.fusebox.agent.call.onopen;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.agent.call.member.Initialised;
import io.fusebox.agent.call.member.PerClass;
import io.fusebox.agent.call.member.TrustedLookup;
import io.fusebox.internal.engine.Environment.Faults;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** {@code on-open = call <method>}: a method of the same object, which was found to fit when the guarded one was woven. */
public final class CalledMethod implements OnOpenAction {
    static {
        Initialised.classes(TrustedLookup.class);
    }

    private static final MethodType SPREAD = MethodType.methodType(Object.class, Object.class, Object[].class);

    private final String name;
    private final String descriptor;
    private final boolean isStatic;
    private final boolean takesRejection;

    private final PerClass<MethodHandle> handles = new PerClass<>() {
        @Override
        protected MethodHandle valueFor(Class<?> type) {
            return resolved(type);
        }
    };

    /**
     * @param takesRejection whether its last parameter takes the CircuitOpenException
     */
    public CalledMethod(String name, String descriptor, boolean isStatic, boolean takesRejection) {
        this.name = name;
        this.descriptor = descriptor;
        this.isStatic = isStatic;
        this.takesRejection = takesRejection;
    }

    @Override
    public @Nullable Object answer(
            CircuitOpenException rejection,
            Class<?> type,
            @Nullable Object self,
            @Nullable Object[] arguments,
            Faults faults)
            throws Throwable {
        MethodHandle method;
        @Nullable Object[] all;
        try {
            method = handles.get(type);
            all = takesRejection ? with(rejection, arguments) : arguments;
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            faults.report(Doing.ON_OPEN, fault);
            throw rejection;
        }
        return (Object) method.invokeExact(self, all);
    }

    private static @Nullable Object[] with(CircuitOpenException rejection, @Nullable Object[] arguments) {
        @Nullable Object[] all = new Object[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = rejection;
        return all;
    }

    private MethodHandle resolved(Class<?> type) {
        try {
            MethodType signature = MethodType.fromMethodDescriptorString(descriptor, type.getClassLoader());
            MethodHandle handle = isStatic
                    ? MethodHandles.dropArguments(
                            TrustedLookup.LOOKUP.findStatic(type, name, signature), 0, Object.class)
                    : TrustedLookup.LOOKUP.findVirtual(type, name, signature);
            return handle.asFixedArity()
                    .asSpreader(Object[].class, signature.parameterCount())
                    .asType(SPREAD);
        } catch (ReflectiveOperationException gone) {
            throw new LinkageError(type.getName() + " has no longer a method " + name + descriptor, gone);
        }
    }
}
