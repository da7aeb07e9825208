package io.fusebox.agent.classfile;

import io.fusebox.agent.config.pattern.MethodPattern;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** The facts about a method that patterns need, from the class file. */
public final class MethodOutline {
    private static final String[] NO_EXCEPTIONS = {};

    public final int access;
    public final String name;
    public final String descriptor;
    /** With type arguments; null if it has none. */
    public final @Nullable String signature;

    /** Internal names of what it declares to throw. */
    public final String[] exceptions;

    private final List<String> annotations = new ArrayList<>(0);

    /** The breaker that the method itself names with {@code @Guarded}; null if it names none. */
    @Nullable
    public String breaker;

    public MethodOutline(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        this.access = access;
        this.name = name;
        this.descriptor = descriptor;
        this.signature = signature;
        this.exceptions = exceptions == null ? NO_EXCEPTIONS : exceptions;
    }

    public void addAnnotation(String annotationDescriptor) {
        annotations.add(annotationDescriptor);
    }

    void annotationsOf(MethodOutline same) {
        annotations.addAll(same.annotations);
    }

    /** Whether the method has the annotation. {@code className} has dots. */
    public boolean hasAnnotation(String className) {
        return annotations.contains("L" + className.replace('.', '/') + ";");
    }

    /** Whether the compiler made it: what it calls is guarded itself, or is nothing that anyone wrote. */
    public boolean isSynthetic() {
        return (access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC)) != 0;
    }

    /**
     * Whether a compiler made it that does not mark it as synthetic: what Groovy gives every class for its dynamic calls,
     * the bodies of Kotlin's lambdas, and where a coroutine goes on.
     */
    public boolean isMachinery() {
        return descriptor.contains("Lgroovy/lang/MetaClass;")
                || hasAnnotation("groovy.transform.Internal")
                || name.contains("$lambda$")
                || (name.equals("invokeSuspend") && descriptor.equals("(Ljava/lang/Object;)Ljava/lang/Object;"));
    }

    /**
     * Whether it may be where a program begins, in any of the forms that launchers know: static or, since Java 25, of an
     * object, with arguments or without; Kotlin's may also be suspended.
     */
    public boolean isMain() {
        return name.equals("main")
                && (descriptor.equals("([Ljava/lang/String;)V")
                        || descriptor.equals("()V")
                        || descriptor.equals("(Lkotlin/coroutines/Continuation;)Ljava/lang/Object;")
                        || descriptor.equals(
                                "([Ljava/lang/String;Lkotlin/coroutines/Continuation;)Ljava/lang/Object;"));
    }

    /** The descriptor of what it returns. */
    public String returnType() {
        return descriptor.substring(descriptor.lastIndexOf(')') + 1);
    }

    public boolean isStatic() {
        return (access & Opcodes.ACC_STATIC) != 0;
    }

    public boolean isAbstract() {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }

    /** Why the method cannot be guarded; null if it can. */
    @Nullable
    public String obstacle() {
        if ((access & Opcodes.ACC_NATIVE) != 0) {
            return "it is native, which cannot be guarded; guard a Java method that calls it";
        }
        return null;
    }

    /** The method as it is written in a pattern: {@code `pay twice`(long)}. */
    public String asPattern() {
        return text(MethodPattern.written(name));
    }

    /** The method and the types of its parameters: {@code refund(long, java.lang.String)}. */
    @Override
    public String toString() {
        return text(name);
    }

    private String text(String begin) {
        StringBuilder text = new StringBuilder(begin).append('(');
        Type[] parameters = Type.getArgumentTypes(descriptor);
        for (int i = 0; i < parameters.length; i++) {
            text.append(i == 0 ? "" : ", ").append(parameters[i].getClassName());
        }
        return text.append(')').toString();
    }
}
