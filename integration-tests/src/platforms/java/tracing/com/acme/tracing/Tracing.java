package com.acme.tracing;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** An agent that has each call of one method traced. */
public final class Tracing implements ClassFileTransformer {

    static final String TYPE = "com/acme/shop/PaymentClient";
    static volatile Instrumentation jvm;

    private Tracing() {}

    public static void premain(String argument, Instrumentation instrumentation) {
        jvm = instrumentation;
        instrumentation.addTransformer(new Tracing(), true);
    }

    public static void agentmain(String argument, Instrumentation instrumentation) throws Exception {
        premain(argument, instrumentation);
        instrumentation.retransformClasses(Class.forName(TYPE.replace('/', '.')));
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (!TYPE.equals(name)) {
            return null;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String method, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
                        return method.equals("charge") ? new Traced(next) : next;
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static final class Traced extends MethodVisitor {
        Traced(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            visitMethodInsn(Opcodes.INVOKESTATIC, "com/acme/tracing/Traces", "called", "()V", false);
        }
    }
}
