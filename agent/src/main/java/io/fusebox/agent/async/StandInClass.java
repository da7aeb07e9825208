package io.fusebox.agent.async;

import java.lang.reflect.Method;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes the class file of a {@link StandIn}:
 *
 * <pre>
 * class FuseboxCallback implements Callback {
 *     InvocationHandler fuseboxRelay;
 *     Method[] fuseboxMethods;
 *     public void onCompletion(Metadata metadata, Exception exception) {
 *         fuseboxRelay.invoke(this, fuseboxMethods[0], new Object[] {metadata, exception});
 *     }
 * }
 * </pre>
 */
final class StandInClass {
    /** The field of an object that what is behind it is in. */
    static final String RELAY = "fuseboxRelay";

    /** The field that the methods are in, by their numbers. */
    static final String METHODS = "fuseboxMethods";

    private static final String HANDLER = "java/lang/reflect/InvocationHandler";
    private static final String TABLE = "[Ljava/lang/reflect/Method;";
    private static final String OBJECT = "java/lang/Object";

    private final String name;
    private final ClassWriter file = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    private StandInClass(Class<?> type) {
        String folder = type.getPackageName().replace('.', '/');
        name = folder.isEmpty() ? "FuseboxCallback" : folder + "/FuseboxCallback";
        String internal = Type.getInternalName(type);
        file.visit(
                Opcodes.V1_8,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                type.isInterface() ? OBJECT : internal,
                type.isInterface() ? new String[] {internal} : null);
        file.visitField(0, RELAY, "L" + HANDLER + ";", null, null);
        file.visitField(0, METHODS, TABLE, null, null);
    }

    static byte[] file(Class<?> type, Method[] methods) {
        StandInClass written = new StandInClass(type);
        for (int number = 0; number < methods.length; number++) {
            written.add(methods[number], number);
        }
        written.file.visitEnd();
        return written.file.toByteArray();
    }

    private void add(Method method, int number) {
        MethodVisitor code =
                file.visitMethod(Opcodes.ACC_PUBLIC, method.getName(), Type.getMethodDescriptor(method), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, name, RELAY, "L" + HANDLER + ";");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.DUP);
        code.visitFieldInsn(Opcodes.GETFIELD, name, METHODS, TABLE);
        push(code, number);
        code.visitInsn(Opcodes.AALOAD);
        Type[] parameters = Type.getArgumentTypes(method);
        push(code, parameters.length);
        code.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
        int variable = 1;
        for (int i = 0; i < parameters.length; i++) {
            code.visitInsn(Opcodes.DUP);
            push(code, i);
            code.visitVarInsn(parameters[i].getOpcode(Opcodes.ILOAD), variable);
            variable += parameters[i].getSize();
            box(code, parameters[i]);
            code.visitInsn(Opcodes.AASTORE);
        }
        code.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                HANDLER,
                "invoke",
                "(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)Ljava/lang/Object;",
                true);
        giveBack(code, Type.getReturnType(method));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void push(MethodVisitor code, int number) {
        code.visitIntInsn(Opcodes.SIPUSH, number);
    }

    private static void box(MethodVisitor code, Type type) {
        if (type.getSort() < Type.ARRAY) {
            String box = boxOf(type);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, box, "valueOf", "(" + type.getDescriptor() + ")L" + box + ";", false);
        }
    }

    private static void giveBack(MethodVisitor code, Type type) {
        if (type.getSort() == Type.VOID) {
            code.visitInsn(Opcodes.POP);
        } else if (type.getSort() < Type.ARRAY) {
            code.visitTypeInsn(Opcodes.CHECKCAST, boxOf(type));
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    boxOf(type),
                    type.getClassName() + "Value",
                    "()" + type.getDescriptor(),
                    false);
        } else {
            code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        }
        code.visitInsn(type.getOpcode(Opcodes.IRETURN));
    }

    private static String boxOf(Type primitive) {
        String name = primitive.getClassName();
        return switch (name) {
            case "int" -> "java/lang/Integer";
            case "char" -> "java/lang/Character";
            default -> "java/lang/" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        };
    }
}
