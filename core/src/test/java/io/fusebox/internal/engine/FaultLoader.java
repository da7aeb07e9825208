package io.fusebox.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Loads Fusebox's classes once more, with a {@link FaultPoint} before each allocation and each call in them. */
final class FaultLoader extends ClassLoader {
    private static final String OURS = "io.fusebox.";

    /** Interfaces of Fusebox whose other side is not the engine. */
    private static final Set<String> SEAMS = Set.of("io/fusebox/Ticker", "io/fusebox/internal/engine/Environment");

    /**
     * Types whose methods, as far as the engine calls them, need no room in the heap and cannot fail: a {@code ThreadLocal}
     * is asked at an end for what it was given at the beginning. And the program's own code.
     */
    private static final Set<String> NEED_NOTHING = Set.of(
            "io/fusebox/GuardedCode",
            "java/lang/Class",
            "java/lang/Math",
            "java/lang/Object",
            "java/lang/Runnable",
            "java/lang/System",
            "java/lang/Thread",
            "java/lang/ThreadLocal",
            "java/lang/invoke/VarHandle",
            "java/util/Objects",
            "java/util/concurrent/Callable",
            "java/util/concurrent/atomic/AtomicBoolean",
            "java/util/concurrent/atomic/AtomicLong",
            "java/util/function/Supplier");

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
            byte[] loaded = isTest ? bytes : withPoints(bytes);
            return defineClass(name, loaded, 0, loaded.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static byte[] withPoints(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Points(writer), 0);
        return writer.toByteArray();
    }

    private static final class Points extends ClassVisitor {
        private String type;

        Points(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            type = name.substring(name.lastIndexOf('/') + 1);
            super.visit(version, access, name, signature, parent, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
            // What fails in the initialiser of a class fails for ever; it is initialised beforehand.
            return name.equals("<clinit>") ? next : new Inserting(next, type + '#' + name);
        }
    }

    private static final class Inserting extends MethodVisitor {
        private final String method;

        Inserting(MethodVisitor next, String method) {
            super(Opcodes.ASM9, next);
            this.method = method;
        }

        private void point(FaultPoint.Step step, String what) {
            super.visitIntInsn(Opcodes.BIPUSH, step.code);
            super.visitLdcInsn(method + " " + what);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    "io/fusebox/internal/engine/FaultPoint",
                    "reached",
                    "(ILjava/lang/String;)V",
                    false);
        }

        private static FaultPoint.Step step(String owner, String name) {
            boolean seam = SEAMS.contains(owner);
            boolean needsNothing =
                    owner.startsWith("io/fusebox/") || NEED_NOTHING.contains(owner) || name.equals("<init>");
            return seam || !needsNothing ? FaultPoint.Step.OUTSIDE : FaultPoint.Step.CALL;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            super.visitTypeInsn(opcode, type);
            if (opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY) {
                // After it: frames say where an object was made by the place of this instruction.
                point(FaultPoint.Step.ALLOCATION, "new " + type);
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                point(FaultPoint.Step.ALLOCATION, "new array");
            }
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            point(step(owner, name), owner.substring(owner.lastIndexOf('/') + 1) + '#' + name);
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        @Override
        public void visitLdcInsn(Object constant) {
            if (constant instanceof String text) {
                // The first use of a text makes it.
                point(FaultPoint.Step.ALLOCATION, "text " + text);
            }
            super.visitLdcInsn(constant);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            point(FaultPoint.Step.ALLOCATION, "lambda " + name);
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }
    }
}
