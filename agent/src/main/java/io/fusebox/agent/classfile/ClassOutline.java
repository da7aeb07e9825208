package io.fusebox.agent.classfile;

import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.value.Expression.Step;
import io.fusebox.agent.config.value.Literal;
import io.fusebox.agent.config.value.LiteralArgument;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** The facts about a class that patterns need. Read from the class file; no class is loaded. */
public final class ClassOutline extends ClassVisitor {
    /** The descriptor of the annotation by which a method names its breaker itself. */
    public static final String GUARDED = "Lio/fusebox/Guarded;";

    private static final int LONGEST_LIST = 300;

    public final List<MethodOutline> methods = new ArrayList<>();
    public int access;

    @Nullable
    public String superName;

    public String[] interfaces = {};

    /** Name and descriptor by turns. */
    private final List<String> fields = new ArrayList<>();

    private final List<String> annotations = new ArrayList<>(0);

    private boolean sealed;

    private ClassOutline() {
        super(OpenedClassReader.ASM_API);
    }

    public static ClassOutline of(ClassReader classFile) {
        ClassOutline outline = new ClassOutline();
        classFile.accept(outline, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return outline;
    }

    /** Whether the class has the annotation. {@code className} has dots. */
    public boolean hasAnnotation(String className) {
        return annotations.contains("L" + className.replace('.', '/') + ";");
    }

    /** Whether all its methods are its own, but for those of Object. */
    public boolean inheritsNothing() {
        return "java/lang/Object".equals(superName) && interfaces.length == 0;
    }

    /** Whether it has a static initialiser. */
    public boolean hasInitialiser() {
        for (MethodOutline method : methods) {
            if (method.name.equals("<clinit>")) {
                return true;
            }
        }
        return false;
    }

    public boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    /** Whether it says which classes may extend it. */
    public boolean isSealed() {
        return sealed;
    }

    /** Whether it is an interface or an abstract class. */
    public boolean isAbstract() {
        return (access & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT)) != 0;
    }

    /** The descriptor of the field or the method; null if the class declares no such member that takes the arguments. */
    @Nullable
    String memberType(Step step) {
        if (!step.call()) {
            int index = fields.indexOf(step.name() + ' ');
            return index < 0 ? null : fields.get(index + 1);
        }
        MethodOutline found = null;
        int least = Integer.MAX_VALUE;
        for (MethodOutline method : methods) {
            if (method.name.equals(step.name()) && !method.descriptor.endsWith(")V") && !method.isStatic()) {
                int distance = distance(method.descriptor, step.arguments());
                boolean replaces = found != null && distance == least && found.isSynthetic();
                if (distance >= 0 && (distance < least || replaces)) {
                    found = method;
                    least = distance;
                }
            }
        }
        return found == null ? null : found.descriptor;
    }

    /** How well a method takes the arguments of a step: the least is the best; -1 if it does not. */
    private static int distance(String descriptor, List<Literal> arguments) {
        if (arguments.isEmpty()) {
            return descriptor.startsWith("()") ? 0 : -1;
        }
        Type[] parameters = Type.getArgumentTypes(descriptor);
        int sum = parameters.length == arguments.size() ? 0 : -1;
        for (int i = 0; i < parameters.length && sum >= 0; i++) {
            int distance = LiteralArgument.distance(arguments.get(i), parameters[i].getDescriptor());
            sum = distance < 0 ? -1 : sum + distance;
        }
        return sum;
    }

    /** Takes over the annotations that the class had when it was compiled: the JVM forgets some of them. */
    public void annotationsOf(ClassOutline compiled) {
        annotations.addAll(compiled.annotations);
        for (MethodOutline method : methods) {
            for (MethodOutline same : compiled.methods) {
                if (same.name.equals(method.name) && same.descriptor.equals(method.descriptor)) {
                    method.annotationsOf(same);
                }
            }
        }
    }

    /** What the pattern may have meant: the methods of that name, or else all, in words that end a sentence. */
    public String suggestionFor(MethodPattern pattern) {
        StringBuilder named = new StringBuilder();
        StringBuilder all = new StringBuilder();
        for (MethodOutline method : methods) {
            if (!method.isSynthetic() && method.name.charAt(0) != '<') {
                append(all, method);
                if (pattern.matchesMethodName(method.name)) {
                    append(named, method);
                }
            }
        }
        if (all.length() == 0) {
            return "; it declares none";
        }
        return "; it has " + (named.length() > 0 ? named : all);
    }

    private static void append(StringBuilder list, MethodOutline method) {
        if (list.length() < LONGEST_LIST) {
            list.append(list.length() == 0 ? "" : ", ").append(method.asPattern());
        } else if (list.charAt(list.length() - 1) != '.') {
            list.append(", ...");
        }
    }

    @Override
    public void visitPermittedSubclass(String permitted) {
        sealed = true;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        this.access = access;
        this.superName = superName;
        this.interfaces = interfaces == null ? this.interfaces : interfaces;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        if ((access & Opcodes.ACC_STATIC) == 0) {
            // A blank tells a name from a descriptor.
            fields.add(name + ' ');
            fields.add(descriptor);
        }
        return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        annotations.add(descriptor);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodOutline method = new MethodOutline(access, name, descriptor, signature, exceptions);
        methods.add(method);
        return new MethodVisitor(OpenedClassReader.ASM_API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                method.addAnnotation(annotation);
                return annotation.equals(GUARDED) ? breakerOf(method) : null;
            }
        };
    }

    /** Reads the name in {@code @Guarded("name")}. */
    private static AnnotationVisitor breakerOf(MethodOutline method) {
        return new AnnotationVisitor(OpenedClassReader.ASM_API) {
            @Override
            public void visit(String element, Object value) {
                if (element.equals("value") && value instanceof String breaker) {
                    method.breaker = breaker;
                }
            }
        };
    }
}
