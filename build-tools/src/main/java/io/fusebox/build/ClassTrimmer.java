package io.fusebox.build;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of class files what only makes the agent's start longer: the JVM reads all of a class file, needed or not.
 *
 * <ul>
 *   <li>The names of local variables; lines stay, so that a stack trace says where it was.
 *   <li>Byte Buddy's dynamic proxies for methods that each JDK has that the agent runs on: see {@code DirectTypes}.
 * </ul>
 *
 * <p>Methods of the core that are marked {@code @OutOfLine} get the JDK's own annotation, which HotSpot heeds: it does not inline
 * them.
 */
final class ClassTrimmer {
    private static final String BYTE_BUDDY = "io/fusebox/bytebuddy/";
    private static final String DESCRIPTION = BYTE_BUDDY + "description/";
    private static final String DISPATCHER = BYTE_BUDDY + "utility/dispatcher/JavaDispatcher";
    private static final String DIRECT_TYPES = DESCRIPTION + "type/DirectTypes";
    private static final String DIRECT_METHODS = DESCRIPTION + "method/DirectMethods";

    /** What is asked directly, and by whom. */
    private static final Map<String, String> DIRECT = Map.of(
            DESCRIPTION + "type/TypeDescription$ForLoadedType$Dispatcher", DIRECT_TYPES,
            DESCRIPTION + "type/TypeDefinition$Sort$AnnotatedType", DIRECT_TYPES,
            DESCRIPTION + "method/ParameterList$ForLoadedExecutable$Executable", DIRECT_METHODS,
            DESCRIPTION + "method/MethodDescription$InDefinedShape$AbstractBase$Executable", DIRECT_METHODS);

    private static final String RESOLVER = BYTE_BUDDY + "ClassFileVersion$VersionLocator$Resolver";
    private static final String DIRECT_VERSION = BYTE_BUDDY + "DirectVersion";

    private static final String OUT_OF_LINE = "Lio/fusebox/internal/jdk/OutOfLine;";
    private static final String DONT_INLINE = "Ljdk/internal/vm/annotation/DontInline;";

    private final Set<String> notMet = new HashSet<>(DIRECT.keySet());

    ClassTrimmer() {
        notMet.add(RESOLVER);
    }

    /** The same files, with smaller class files. */
    SortedMap<String, byte[]> all(Map<String, byte[]> content) {
        TreeMap<String, byte[]> smaller = new TreeMap<>();
        content.forEach((name, bytes) -> smaller.put(name, name.endsWith(".class") ? trimmed(bytes) : bytes));
        return smaller;
    }

    /**
     * After the last file: whether all that was to be replaced was met.
     *
     * @throws IllegalStateException if something was not
     */
    void check() {
        if (!notMet.isEmpty()) {
            throw new IllegalStateException(
                    "Byte Buddy has changed: it no longer asks by reflection by way of " + notMet);
        }
    }

    byte[] trimmed(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(0);
        reader.accept(new WithoutVariables(writer), 0);
        return writer.toByteArray();
    }

    /** Without the names of local variables, and with direct calls. */
    private final class WithoutVariables extends ClassVisitor {
        private String inside = "";

        WithoutVariables(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            inside = name;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                private @Nullable Object last;

                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    return annotation.equals(OUT_OF_LINE)
                            ? super.visitAnnotation(DONT_INLINE, true)
                            : super.visitAnnotation(annotation, visible);
                }

                @Override
                public void visitLocalVariable(
                        String variable, String type, String generic, Label start, Label end, int index) {}

                @Override
                public void visitLdcInsn(Object value) {
                    last = value;
                    super.visitLdcInsn(value);
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    if (opcode == Opcodes.GETSTATIC && owner.equals(RESOLVER) && !inside.equals(RESOLVER)) {
                        notMet.remove(RESOLVER);
                        super.visitFieldInsn(opcode, DIRECT_VERSION, field, "L" + DIRECT_VERSION + ";");
                    } else {
                        super.visitFieldInsn(opcode, owner, field, type);
                    }
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                    String direct = null;
                    if (owner.equals(DISPATCHER) && method.equals("of") && last instanceof Type asked) {
                        direct = DIRECT.get(asked.getInternalName());
                        notMet.remove(asked.getInternalName());
                    }
                    super.visitMethodInsn(opcode, direct == null ? owner : direct, method, type, isInterface);
                }
            };
        }
    }
}
