import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Takes out of the agent's classes what only makes its start longer: the JVM reads all of a class file, needed or not.
 *
 * <ul>
 *   <li>The names of local variables; lines stay, so that a stack trace says where it was. Of the libraries also generic
 *       signatures, and annotations that are not for run time: a fifth of their bytes.
 *   <li>Byte Buddy's dynamic proxies for methods that each JDK has that the agent runs on: see {@code DirectTypes}.
 * </ul>
 *
 * <p>And gives methods of the core that are marked so the JDK's annotation that the JIT compiler is not to inline them.
 *
 * <p>Run by the build, on the class path of the agent, with what to read (a jar or a folder) and the jar to write by turns.
 */
final class TrimClasses {
    private static final String BYTE_BUDDY = "io/fusebox/bytebuddy/";
    private static final String JACKSON = "io/fusebox/jackson/";
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

    private static final String OUT_OF_LINE = "Lio/fusebox/internal/engine/OutOfLine;";
    private static final String DONT_INLINE = "Ljdk/internal/vm/annotation/DontInline;";

    private final Set<String> notMet = new HashSet<>(DIRECT.keySet());

    TrimClasses() {
        notMet.add(RESOLVER);
    }

    public static void main(String[] arguments) throws IOException {
        TrimClasses trim = new TrimClasses();
        for (int i = 0; i < arguments.length; i += 2) {
            trim.all(contentOf(Path.of(arguments[i])), Path.of(arguments[i + 1]));
        }
        if (!trim.notMet.isEmpty()) {
            throw new IllegalStateException(
                    "Byte Buddy has changed: it no longer asks by reflection by way of " + trim.notMet);
        }
    }

    private static Map<String, byte[]> contentOf(Path from) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        if (Files.isDirectory(from)) {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    content.put(
                            from.relativize(file).toString().replace(File.separatorChar, '/'),
                            Files.readAllBytes(file));
                }
            }
            return content;
        }
        try (JarFile jar = new JarFile(from.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                try (InputStream in = jar.getInputStream(entry)) {
                    content.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return content;
    }

    private void all(Map<String, byte[]> content, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                String name = entry.getKey();
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.endsWith(".class") ? trimmed(entry.getValue()) : entry.getValue());
            }
        }
    }

    private byte[] trimmed(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(0);
        String name = reader.getClassName();
        boolean library = name.startsWith(BYTE_BUDDY) || name.startsWith(JACKSON);
        ClassVisitor own = new WithoutVariables(writer);
        reader.accept(library ? new WithoutSignatures(own) : own, 0);
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
                private Object last;

                @Override
                public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
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

    /** Without generic signatures and without annotations that are not for run time. */
    private static final class WithoutSignatures extends ClassVisitor {
        WithoutSignatures(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            super.visit(version, access, name, null, superName, interfaces);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
            return visible ? super.visitAnnotation(type, true) : null;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            return new FieldVisitor(Opcodes.ASM9, super.visitField(access, name, descriptor, null, value)) {
                @Override
                public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                    return visible ? super.visitAnnotation(type, true) : null;
                }
            };
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, null, exceptions)) {
                @Override
                public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                    return visible ? super.visitAnnotation(type, true) : null;
                }

                @Override
                public AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean visible) {
                    return visible ? super.visitParameterAnnotation(parameter, type, true) : null;
                }
            };
        }
    }
}
