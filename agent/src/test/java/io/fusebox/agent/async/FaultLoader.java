package io.fusebox.agent.async;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Loads the agent's classes once more, those of the call path with a {@link FaultPoint} before each allocation, each call
 * in them.
 */
final class FaultLoader extends ClassLoader {
    private static final String OURS = "io.fusebox.agent.";

    /** Of other classes; they are linked before anything fails, and take no room in the heap. */
    private static final Set<String> TAKE_NO_ROOM = Set.of(
            "java/lang/Object#<init>",
            "java/lang/Object#getClass",
            "java/lang/Thread#currentThread",
            "java/lang/Thread#interrupted",
            "java/lang/Thread#interrupt",
            "java/util/Objects#requireNonNull",
            "java/util/concurrent/atomic/AtomicBoolean#get",
            "java/util/concurrent/atomic/AtomicBoolean#set",
            "java/util/concurrent/atomic/AtomicBoolean#compareAndSet",
            "java/util/concurrent/CompletableFuture#isDone",
            "java/util/concurrent/CompletableFuture#isCompletedExceptionally",
            "java/util/concurrent/CompletableFuture#getNow",
            "java/lang/String#equals",
            "java/lang/String#charAt",
            "java/lang/String#length",
            "java/lang/reflect/Method#getName",
            "java/lang/reflect/Method#getReturnType",
            "java/lang/reflect/Method#getDeclaringClass",
            "java/lang/Class#isHidden",
            "jdk/internal/misc/Unsafe#getUnsafe",
            "jdk/internal/misc/Unsafe#getReference",
            "java/util/function/Supplier#get",
            "java/util/HashMap#get",
            "java/util/Map#get",
            "java/lang/Enum#name",
            "java/lang/Integer#intValue");

    /** Methods whose handles are the program's own methods: what those throw is for the program. */
    private static final Set<String> CALLING_THE_PROGRAM = Set.of("CalledMethod#answer", "Forwarding#call");

    FaultLoader() {
        super(FaultLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS) || name.equals(FaultPoint.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = getParent().getResourceAsStream(file)) {
            byte[] bytes = in.readAllBytes();
            boolean isTest = !getParent().getResource(file).getPath().contains("/classes/");
            boolean hasPoints = !isTest && isOnTheWay(name);
            if (hasPoints) {
                FaultPoint.loaded(name);
            }
            byte[] loaded = hasPoints ? withPoints(bytes) : bytes;
            return defineClass(name, loaded, 0, loaded.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** What hands calls on, without a look at anything that could fail, is tested with the plain way. */
    private static boolean isOnTheWay(String name) {
        return (name.startsWith(OURS + "async.") || name.startsWith(OURS + "call."))
                && !name.equals(OURS + "call.WovenCalls")
                && !name.equals(OURS + "call.Sites");
    }

    private static byte[] withPoints(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Points(writer), 0);
        return writer.toByteArray();
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private static final class Points extends ClassVisitor {
        private String type;

        Points(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            type = simple(name);
            super.visit(version, access, name, signature, parent, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
            // What fails in the initialiser of a class fails for ever; it runs beforehand.
            return name.equals("<clinit>") ? next : new Inserting(next, type + '#' + name);
        }
    }

    private static final class Inserting extends MethodVisitor {
        private final String method;

        Inserting(MethodVisitor next, String method) {
            super(Opcodes.ASM9, next);
            this.method = method;
        }

        private void point(int kind, String what) {
            super.visitInsn(Opcodes.ICONST_0 + kind);
            super.visitLdcInsn(method + " " + what);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    FaultPoint.class.getName().replace('.', '/'),
                    "reached",
                    "(ILjava/lang/String;)V",
                    false);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            super.visitTypeInsn(opcode, type);
            if (opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY) {
                // After it: frames say where an object was made by the place of this instruction.
                point(FaultPoint.ALLOCATION, "new " + type);
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                point(FaultPoint.ALLOCATION, "new array");
            }
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            String called = owner + '#' + name;
            if (!name.equals("invokeExact") || !CALLING_THE_PROGRAM.contains(method)) {
                point(kind(owner, called), called);
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        @Override
        public void visitLdcInsn(Object constant) {
            if (constant instanceof String text) {
                // Made when it is reached for the first time.
                point(FaultPoint.ALLOCATION, "text " + text);
            }
            super.visitLdcInsn(constant);
        }

        private static int kind(String owner, String called) {
            if (!owner.startsWith("io/fusebox/")) {
                return TAKE_NO_ROOM.contains(called) ? FaultPoint.SAFE_CALL : FaultPoint.FOREIGN_CALL;
            }
            // The agent's own classes are ready before a call needs them, see FaultPoint.late.
            return owner.startsWith("io/fusebox/internal/") ? FaultPoint.CALL : FaultPoint.SAFE_CALL;
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            point(FaultPoint.ALLOCATION, "made at run time " + name);
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }
    }
}
