package io.fusebox.agent.advice;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * A class of advice as Byte Buddy wants it described: its methods and their annotations.
 *
 * <p>Byte Buddy's own ways take longer at the first guarded class: its type pool reads the class files of all annotations and
 * of the JDK's types that they name, reflection has the JDK make a dynamic proxy for each annotation. Knows of annotations'
 * elements the kinds that our advice uses: booleans, enumerations, classes.
 */
final class AdviceClass extends TypeDescription.Latent {
    private final List<MethodDescription.InDefinedShape> methods = new ArrayList<>();

    private AdviceClass(String name, int access) {
        super(name, access, TypeDescription.ForLoadedType.of(Object.class).asGenericType(), List.of());
    }

    static TypeDescription of(byte[] classFile) {
        ClassReader reader = OpenedClassReader.of(classFile);
        AdviceClass advice = new AdviceClass(reader.getClassName().replace('/', '.'), reader.getAccess());
        reader.accept(advice.new Methods(), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return advice;
    }

    @Override
    public MethodList<MethodDescription.InDefinedShape> getDeclaredMethods() {
        return new MethodList.Explicit<>(methods);
    }

    private static Class<?> loaded(String className) {
        try {
            return Class.forName(className, false, AdviceClass.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new LinkageError("named by the advice and not there", e);
        }
    }

    private final class Methods extends ClassVisitor {
        Methods() {
            super(OpenedClassReader.ASM_API);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
            return new Method(access, name, Type.getMethodType(descriptor));
        }
    }

    private final class Method extends MethodVisitor {
        private final int access;
        private final String name;
        private final Type returned;
        private final Type[] parameters;
        private final List<AnnotationDescription> annotations = new ArrayList<>();
        private final List<List<AnnotationDescription>> ofParameters = new ArrayList<>();

        Method(int access, String name, Type type) {
            super(OpenedClassReader.ASM_API);
            this.access = access;
            this.name = name;
            this.returned = type.getReturnType();
            this.parameters = type.getArgumentTypes();
            for (int i = 0; i < parameters.length; i++) {
                ofParameters.add(new ArrayList<>());
            }
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return new Elements(descriptor, annotations);
        }

        @Override
        public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
            return new Elements(descriptor, ofParameters.get(parameter));
        }

        @Override
        public void visitEnd() {
            List<ParameterDescription.Token> tokens = new ArrayList<>();
            for (int i = 0; i < parameters.length; i++) {
                tokens.add(new ParameterDescription.Token(
                        NamedTypes.of(parameters[i]).asGenericType(), ofParameters.get(i)));
            }
            methods.add(new MethodDescription.Latent(
                    AdviceClass.this,
                    name,
                    access,
                    List.of(),
                    NamedTypes.of(returned).asGenericType(),
                    tokens,
                    List.of(),
                    annotations,
                    null,
                    null));
        }
    }

    private static final class Elements extends AnnotationVisitor {
        private final List<AnnotationDescription> found;
        private AnnotationDescription.Builder annotation;

        Elements(String descriptor, List<AnnotationDescription> found) {
            super(OpenedClassReader.ASM_API);
            this.found = found;
            this.annotation = AnnotationDescription.Builder.ofType(
                    loaded(Type.getType(descriptor).getClassName()).asSubclass(Annotation.class));
        }

        @Override
        public void visit(String element, Object value) {
            annotation = value instanceof Type type
                    ? annotation.define(element, TypeDescription.ForLoadedType.of(loaded(type.getClassName())))
                    : annotation.define(element, (Boolean) value);
        }

        @Override
        public void visitEnum(String element, String descriptor, String constant) {
            annotation = annotation.define(
                    element,
                    TypeDescription.ForLoadedType.of(
                            loaded(Type.getType(descriptor).getClassName())),
                    constant);
        }

        @Override
        public void visitEnd() {
            found.add(annotation.build(false));
        }
    }
}
