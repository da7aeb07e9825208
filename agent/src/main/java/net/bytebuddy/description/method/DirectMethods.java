package net.bytebuddy.description.method;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.security.PrivilegedAction;
import net.bytebuddy.description.type.DirectTypes;

/** What Byte Buddy asks of methods by reflection, asked directly; see {@link DirectTypes}. */
public final class DirectMethods {
    private DirectMethods() {}

    /** The same as {@code JavaDispatcher.of(type)}. */
    public static PrivilegedAction<?> of(Class<?> type) {
        return type == ParameterList.ForLoadedExecutable.Executable.class ? new Parameters() : new Receivers();
    }

    private static final class Parameters
            implements ParameterList.ForLoadedExecutable.Executable,
                    PrivilegedAction<ParameterList.ForLoadedExecutable.Executable> {

        @Override
        public ParameterList.ForLoadedExecutable.Executable run() {
            return this;
        }

        @Override
        public boolean isInstance(Object value) {
            return value instanceof Executable;
        }

        @Override
        public int getParameterCount(Object executable) {
            return ((Executable) executable).getParameterCount();
        }

        @Override
        public Object[] getParameters(Object executable) {
            return ((Executable) executable).getParameters();
        }
    }

    private static final class Receivers
            implements MethodDescription.InDefinedShape.AbstractBase.Executable,
                    PrivilegedAction<MethodDescription.InDefinedShape.AbstractBase.Executable> {

        @Override
        public MethodDescription.InDefinedShape.AbstractBase.Executable run() {
            return this;
        }

        @Override
        public AnnotatedElement getAnnotatedReceiverType(Object executable) {
            return ((Executable) executable).getAnnotatedReceiverType();
        }
    }
}
