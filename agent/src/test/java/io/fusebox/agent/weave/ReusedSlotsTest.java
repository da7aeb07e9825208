package io.fusebox.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.advice.AdviceKind;
import io.fusebox.agent.advice.Weaver;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import java.lang.reflect.Method;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code that compilers other than javac make. */
class ReusedSlotsTest {
    private static final String NAME = "com.acme.Reuses";

    @ParameterizedTest
    @EnumSource(
            value = AdviceKind.class,
            names = {"SUSPEND", "CALLBACK"},
            mode = EnumSource.Mode.EXCLUDE)
    void aMethodMayKeepAnythingWhereItsParametersWere(AdviceKind kind) throws Exception {
        byte[] classFile = classFile();
        ClassReader reader = new ClassReader(classFile);
        MethodOutline method = ClassOutline.of(reader).methods.get(0);
        byte[] woven = new Weaver().weave(classFile, reader, NAME, List.of(new Weaver.Place(method, 7, kind, 0)));
        assertThat(woven.length).isGreaterThan(classFile.length);
        Method loaded = new Loader(woven).loadClass(NAME).getMethod("call", Object.class, long.class);
        assertThat(loaded.invoke(null, "a", 7L)).isEqualTo("five");
    }

    /**
     * <pre>
     * public static Object call(Object a, long b) {
     *     int five = 5;            // where a was
     *     String text = "five";    // where half of b was
     *     return five == 0 ? null : text;
     * }
     * </pre>
     */
    private static byte[] classFile() {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String name = NAME.replace('.', '/');
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
        MethodVisitor code = type.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "call", "(Ljava/lang/Object;J)Ljava/lang/Object;", null, null);
        Label zero = new Label();
        code.visitCode();
        code.visitInsn(Opcodes.ICONST_5);
        code.visitVarInsn(Opcodes.ISTORE, 0);
        code.visitLdcInsn("five");
        code.visitVarInsn(Opcodes.ASTORE, 1);
        code.visitVarInsn(Opcodes.ILOAD, 0);
        code.visitJumpInsn(Opcodes.IFEQ, zero);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitInsn(Opcodes.ARETURN);
        code.visitLabel(zero);
        code.visitFrame(Opcodes.F_NEW, 2, new Object[] {Opcodes.INTEGER, "java/lang/String"}, 0, new Object[0]);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }

    private static final class Loader extends ClassLoader {
        private final byte[] classFile;

        Loader(byte[] classFile) {
            super(ReusedSlotsTest.class.getClassLoader());
            this.classFile = classFile;
        }

        @Override
        protected Class<?> findClass(String name) {
            return defineClass(name, classFile, 0, classFile.length);
        }
    }
}
