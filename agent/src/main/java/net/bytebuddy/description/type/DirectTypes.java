package net.bytebuddy.description.type;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.security.PrivilegedAction;

/**
 * What Byte Buddy asks of types by reflection, since it also runs where they lack the methods, asked directly.
 *
 * <p>Byte Buddy makes a dynamic proxy for it, of annotations for which the JDK makes proxies in turn, all at the first guarded
 * class. The build has it call {@link #of} instead of {@code JavaDispatcher.of}, for the types known here; see {@code
 * ClassTrimmer}. The answers are the same. In Byte Buddy's package because that is where its interfaces are seen.
 */
public final class DirectTypes {
    private DirectTypes() {}

    /** The same as {@code JavaDispatcher.of(type)}. */
    public static PrivilegedAction<?> of(Class<?> type) {
        return type == TypeDescription.ForLoadedType.Dispatcher.class ? new Classes() : new AnnotatedTypes();
    }

    private static final class Classes
            implements TypeDescription.ForLoadedType.Dispatcher,
                    PrivilegedAction<TypeDescription.ForLoadedType.Dispatcher> {

        @Override
        public TypeDescription.ForLoadedType.Dispatcher run() {
            return this;
        }

        @Override
        public AnnotatedElement getAnnotatedSuperclass(Class<?> type) {
            return type.getAnnotatedSuperclass();
        }

        @Override
        public AnnotatedElement[] getAnnotatedInterfaces(Class<?> type) {
            return type.getAnnotatedInterfaces();
        }

        @Override
        public Class<?> getNestHost(Class<?> type) {
            return type.getNestHost();
        }

        @Override
        public Class<?>[] getNestMembers(Class<?> type) {
            return type.getNestMembers();
        }

        @Override
        public boolean isNestmateOf(Class<?> type, Class<?> candidate) {
            return type.isNestmateOf(candidate);
        }

        @Override
        public boolean isSealed(Class<?> type) {
            return type.isSealed();
        }

        @Override
        public Class<?>[] getPermittedSubclasses(Class<?> type) {
            return type.getPermittedSubclasses();
        }

        @Override
        public boolean isRecord(Class<?> type) {
            return type.isRecord();
        }

        @Override
        public Object[] getRecordComponents(Class<?> type) {
            return type.getRecordComponents();
        }
    }

    private static final class AnnotatedTypes
            implements TypeDefinition.Sort.AnnotatedType, PrivilegedAction<TypeDefinition.Sort.AnnotatedType> {

        @Override
        public TypeDefinition.Sort.AnnotatedType run() {
            return this;
        }

        @Override
        public boolean isInstance(AnnotatedElement element) {
            return element instanceof AnnotatedType;
        }

        @Override
        public Type getType(AnnotatedElement element) {
            return ((AnnotatedType) element).getType();
        }
    }
}
