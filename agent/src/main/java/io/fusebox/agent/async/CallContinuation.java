package io.fusebox.agent.async;

import io.fusebox.agent.call.member.Ancestors;
import io.fusebox.agent.call.member.PerClass;
import io.fusebox.agent.call.member.TrustedLookup;
import io.fusebox.internal.engine.OwnCalls;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Makes continuations that hear how a suspend function ends.
 *
 * <p>A continuation must extend Kotlin's own {@code ContinuationImpl}: only such a one is resumed by the dispatcher of its
 * coroutine. So a class is made beside it, hidden, in the loader that has Kotlin; it goes with that loader:
 *
 * <pre>
 * class FuseboxContinuation extends ContinuationImpl implements Supplier {
 *     private final Object call;
 *     FuseboxContinuation(Continuation completion, Object call) { super(completion); this.call = call; }
 *     public Object get() { return call; }
 *     protected Object invokeSuspend(Object result) {
 *         ((BiConsumer) call).accept(result, null);
 *         ResultKt.throwOnFailure(result);
 *         return result;
 *     }
 * }
 * </pre>
 */
final class CallContinuation {
    private static final String CONTINUATION = "kotlin.coroutines.Continuation";
    private static final String PARENT = "kotlin.coroutines.jvm.internal.ContinuationImpl";
    private static final MethodType MAKER = MethodType.methodType(Object.class, Object.class, Object.class);

    /** By Kotlin's {@code Continuation}. */
    private static final PerClass<MethodHandle> MAKERS = new PerClass<>() {
        @Override
        protected MethodHandle valueFor(Class<?> continuation) {
            return maker(continuation);
        }
    };

    private CallContinuation() {}

    /** A continuation that ends the call and passes what it is resumed with on to the given one. */
    static Object around(Object completion, SuspendedCall call) throws Throwable {
        Class<?> type = Ancestors.named(completion.getClass(), CONTINUATION);
        if (type == null) {
            throw new LinkageError(completion.getClass().getName() + " is no " + CONTINUATION);
        }
        int[] depth = OwnCalls.begin();
        try {
            return (Object) MAKERS.get(type).invokeExact(completion, (Object) call);
        } finally {
            depth[OwnCalls.AT]--;
        }
    }

    /** The call of a continuation that {@link #around} made; null for others. */
    static @Nullable SuspendedCall callOf(@Nullable Object continuation) {
        return continuation instanceof Supplier<?> supplier
                        && supplier.getClass().isHidden()
                        && supplier.get() instanceof SuspendedCall call
                ? call
                : null;
    }

    private static MethodHandle maker(Class<?> continuation) {
        try {
            Class<?> parent = Class.forName(PARENT, false, continuation.getClassLoader());
            MethodHandles.Lookup made = TrustedLookup.LOOKUP
                    .in(parent)
                    .defineHiddenClass(classFile(parent.getPackageName().replace('.', '/')), false);
            return made.findConstructor(
                            made.lookupClass(), MethodType.methodType(void.class, continuation, Object.class))
                    .asType(MAKER);
        } catch (ReflectiveOperationException foreign) {
            throw new LinkageError("an unknown version of Kotlin", foreign);
        }
    }

    private static byte[] classFile(String folder) {
        String name = folder + "/FuseboxContinuation";
        String parent = PARENT.replace('.', '/');
        String continuation = "L" + CONTINUATION.replace('.', '/') + ";";
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(
                Opcodes.V1_8,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                parent,
                new String[] {"java/util/function/Supplier"});
        type.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "call", "Ljava/lang/Object;", null, null);

        MethodVisitor code = type.visitMethod(0, "<init>", "(" + continuation + "Ljava/lang/Object;)V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "<init>", "(" + continuation + ")V", false);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitFieldInsn(Opcodes.PUTFIELD, name, "call", "Ljava/lang/Object;");
        end(code, Opcodes.RETURN);

        code = type.visitMethod(Opcodes.ACC_PUBLIC, "get", "()Ljava/lang/Object;", null, null);
        code.visitCode();
        call(code, name);
        end(code, Opcodes.ARETURN);

        code = type.visitMethod(
                Opcodes.ACC_PROTECTED, "invokeSuspend", "(Ljava/lang/Object;)Ljava/lang/Object;", null, null);
        code.visitCode();
        call(code, name);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/util/function/BiConsumer");
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                "java/util/function/BiConsumer",
                "accept",
                "(Ljava/lang/Object;Ljava/lang/Object;)V",
                true);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "kotlin/ResultKt", "throwOnFailure", "(Ljava/lang/Object;)V", false);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        end(code, Opcodes.ARETURN);
        type.visitEnd();
        return type.toByteArray();
    }

    private static void call(MethodVisitor code, String name) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, name, "call", "Ljava/lang/Object;");
    }

    private static void end(MethodVisitor code, int opcode) {
        code.visitInsn(opcode);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
