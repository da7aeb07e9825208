package io.fusebox.agent.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a guarded call begins in a method that Mockito has woven first. With the real Mockito: MocksIT. */
class MockedMethodTest {
    private static final String NAME = "com/acme/Mailer";

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUSPEND", "CALLBACK"})
    void behindMockitosQuestion(AdviceKind kind) {
        List<String> steps = steps(weave(mocked(true), kind));
        assertThat(steps).containsSubsequence("get", "enter", "body").containsOnlyOnce("enter");
        assertThat(steps).as("what a mock answers does not pass the beginning").startsWith("null", "get", "goto");
    }

    @Test
    void theCallsOfSeveralBreakersBeginThere() {
        assertThat(steps(weave(mocked(true), AdviceKind.PLAIN, AdviceKind.KEYED)))
                .containsSubsequence("get", "enter", "enter", "body");
    }

    @ParameterizedTest
    @EnumSource
    void aMethodThatMockitoHasWovenInAnotherWayIsLeftAlone(AdviceKind kind) {
        Unweavable fault = catchThrowableOfType(Unweavable.class, () -> weave(mocked(false), kind));
        assertThat(fault.method).isNotNull();
        assertThat(fault.reason).contains("put Fusebox's -javaagent before Mockito's");
    }

    private static byte[] weave(byte[] file, AdviceKind... kinds) {
        ClassReader reader = OpenedClassReader.of(file);
        List<Weaver.Place> places = new ArrayList<>();
        for (MethodOutline method : ClassOutline.of(reader).methods) {
            for (AdviceKind kind : kinds) {
                places.add(new Weaver.Place(method, 7 + places.size(), kind, KeySource.NONE, 0));
            }
        }
        return new Weaver().weave(file, reader, NAME.replace('/', '.'), places);
    }

    /** A class with one method into which a question was woven. */
    private static byte[] mocked(boolean asMockitoDoes) {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, NAME, null, "java/lang/Object", null);
        MethodVisitor method =
                type.visitMethod(Opcodes.ACC_PUBLIC, "send", "(Ljava/lang/Object;)Ljava/lang/Object;", null, null);
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitMethodInsn(
                Opcodes.INVOKESTATIC, MockedMethods.DISPATCHER, "get", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
        method.visitVarInsn(Opcodes.ASTORE, 2);
        Label end = new Label();
        if (asMockitoDoes) {
            Label body = new Label();
            method.visitVarInsn(Opcodes.ALOAD, 2);
            method.visitJumpInsn(Opcodes.IFNULL, body);
            method.visitInsn(Opcodes.ACONST_NULL);
            method.visitJumpInsn(Opcodes.GOTO, end);
            method.visitLabel(body);
            method.visitFrame(Opcodes.F_APPEND, 1, new Object[] {"java/lang/Object"}, 0, null);
        }
        method.visitLdcInsn("body");
        if (asMockitoDoes) {
            method.visitLabel(end);
            method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
        }
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(2, 3);
        method.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }

    /** The steps of the woven method that matter here. */
    private static List<String> steps(byte[] woven) {
        List<String> steps = new ArrayList<>();
        new ClassReader(woven)
                .accept(
                        new ClassVisitor(OpenedClassReader.ASM_API) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return new Steps(steps);
                            }
                        },
                        0);
        return steps;
    }

    private static final class Steps extends MethodVisitor {
        private final List<String> steps;

        Steps(List<String> steps) {
            super(OpenedClassReader.ASM_API);
            this.steps = steps;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ACONST_NULL && steps.isEmpty()) {
                steps.add("null");
            }
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (opcode == Opcodes.GOTO && steps.contains("get")) {
                steps.add("goto");
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value.equals("body")) {
                steps.add("body");
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            if (owner.equals(MockedMethods.DISPATCHER) || name.equals("enter")) {
                steps.add(name);
            }
        }
    }
}
