package io.fusebox.agent.advice;

import io.fusebox.agent.classfile.MethodOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * A guarded method into which Mockito has woven its mocks before Fusebox sees it, as it does where its agent comes first on
 * the command line. Mockito's code asks whether the object is a mock, and if so skips the method's body; Fusebox's advice
 * would be around both, and count calls of mocks. So the beginning of the guarded call is moved behind Mockito's question:
 * <pre>
 *   token = null;
 *   answer = [Mockito: is this a mock?]
 *   if (answer != null) goto end;
 *   token = FuseboxBridge.enter(...);
 *   [the method's own body]
 *   end: [Mockito's answer] FuseboxBridge.exit(..., token, ...)
 * </pre>
 * An end without a token ends nothing. So the same calls count as where Fusebox comes first, and Mockito weaves around its
 * code.
 */
final class MockedMethod extends MethodVisitor {
    private static final String BRIDGE = "java/lang/FuseboxBridge";

    private enum Phase {
        /** The instructions up to the call of the bridge are held back. */
        ENTER,
        /** The call of the bridge was seen; next its result is stored. */
        STORE,
        /** Up to the first call of Mockito. */
        BEFORE_MOCKITO,
        /** Inside Mockito's question. */
        MOCKITO,
        /** Mockito's question is behind; the guarded call begins before the next instruction. */
        BODY,
        /** The rest stays as it is. */
        REST
    }

    private final MethodVisitor next;
    private final MethodOutline guarded;
    private final boolean mayAnswer;
    private final List<Consumer<MethodVisitor>> enter = new ArrayList<>();
    private Phase phase = Phase.ENTER;
    private int token;

    /** The last steps in Mockito's question: a variable that was stored, loaded, tested; then what the body returns if skipped. */
    private int stored = -1;

    private int loaded = -1;
    private @Nullable Label body;
    private int skipped = Opcodes.NOP;
    private @Nullable Label end;

    /** @param mayAnswer whether a rejection may come as the token, so that the body is to be skipped */
    MockedMethod(MethodVisitor next, MethodOutline guarded, boolean mayAnswer) {
        super(OpenedClassReader.ASM_API, next);
        this.next = next;
        this.guarded = guarded;
        this.mayAnswer = mayAnswer;
    }

    @Override
    public void visitInsn(int opcode) {
        if (held(to -> to.visitInsn(opcode))) {
            return;
        }
        begin();
        boolean isDefault = opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.DCONST_1;
        if (body != null && isDefault && skipped == Opcodes.NOP) {
            skipped = opcode;
        } else {
            forget();
        }
        next.visitInsn(opcode);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        if (phase == Phase.STORE && opcode == Opcodes.ASTORE) {
            token = variable;
            next.visitInsn(Opcodes.ACONST_NULL);
            next.visitVarInsn(Opcodes.ASTORE, variable);
            phase = Phase.BEFORE_MOCKITO;
            return;
        }
        if (held(to -> to.visitVarInsn(opcode, variable))) {
            return;
        }
        begin();
        int before = stored;
        forget();
        if (opcode == Opcodes.ASTORE || opcode == Opcodes.ISTORE) {
            stored = variable;
        } else if ((opcode == Opcodes.ALOAD || opcode == Opcodes.ILOAD) && before == variable) {
            loaded = variable;
        }
        next.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        if (held(to -> to.visitMethodInsn(opcode, owner, name, descriptor, ofInterface))) {
            phase = owner.equals(BRIDGE) && name.equals("enter") ? Phase.STORE : phase;
            return;
        }
        begin();
        forget();
        if (phase == Phase.BEFORE_MOCKITO && owner.equals(MockedMethods.DISPATCHER)) {
            phase = Phase.MOCKITO;
        }
        next.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
        if (phase == Phase.STORE && opcode == Opcodes.GOTO) {
            return;
        }
        if (phase == Phase.ENTER || phase == Phase.STORE) {
            throw unknown();
        }
        begin();
        if (phase == Phase.MOCKITO && loaded >= 0 && (opcode == Opcodes.IFNULL || opcode == Opcodes.IFEQ)) {
            forget();
            body = target;
        } else if (body != null && opcode == Opcodes.GOTO) {
            end = target;
        } else {
            forget();
        }
        next.visitJumpInsn(opcode, target);
    }

    @Override
    public void visitLabel(Label label) {
        if (phase == Phase.STORE) {
            return;
        }
        next.visitLabel(label);
        if (phase == Phase.MOCKITO && end != null && label == body) {
            phase = Phase.BODY;
        }
    }

    @Override
    public void visitFrame(
            int type, int locals, @Nullable Object @Nullable [] local, int depth, @Nullable Object @Nullable [] stack) {
        if (phase != Phase.STORE) {
            next.visitFrame(type, locals, local, depth, stack);
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        if (!held(to -> to.visitIntInsn(opcode, operand))) {
            other();
            next.visitIntInsn(opcode, operand);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (!held(to -> to.visitTypeInsn(opcode, type))) {
            other();
            next.visitTypeInsn(opcode, type);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        if (!held(to -> to.visitLdcInsn(value))) {
            other();
            next.visitLdcInsn(value);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        other();
        next.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        other();
        next.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        other();
        next.visitIincInsn(variable, increment);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        other();
        next.visitTableSwitchInsn(min, max, otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        other();
        next.visitLookupSwitchInsn(otherwise, keys, labels);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        other();
        next.visitMultiANewArrayInsn(descriptor, dimensions);
    }

    @Override
    public void visitEnd() {
        if (phase != Phase.REST) {
            throw unknown();
        }
        next.visitEnd();
    }

    /** Holds an instruction back as long as they are those of the beginning of the guarded call. */
    private boolean held(Consumer<MethodVisitor> instruction) {
        if (phase == Phase.STORE) {
            throw unknown();
        }
        if (phase != Phase.ENTER) {
            return false;
        }
        enter.add(instruction);
        return true;
    }

    private void other() {
        if (phase == Phase.ENTER || phase == Phase.STORE) {
            throw unknown();
        }
        begin();
        forget();
    }

    private void forget() {
        stored = -1;
        loaded = -1;
        body = null;
        skipped = Opcodes.NOP;
        end = null;
    }

    /** Begins the guarded call, where it is time. */
    private void begin() {
        if (phase != Phase.BODY) {
            return;
        }
        phase = Phase.REST;
        for (Consumer<MethodVisitor> instruction : enter) {
            instruction.accept(next);
        }
        next.visitVarInsn(Opcodes.ASTORE, token);
        if (mayAnswer && end != null) {
            Label admitted = new Label();
            next.visitVarInsn(Opcodes.ALOAD, token);
            next.visitTypeInsn(Opcodes.INSTANCEOF, "java/lang/Throwable");
            next.visitJumpInsn(Opcodes.IFEQ, admitted);
            if (skipped != Opcodes.NOP) {
                next.visitInsn(skipped);
            }
            next.visitJumpInsn(Opcodes.GOTO, end);
            next.visitLabel(admitted);
            next.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
    }

    private Unweavable unknown() {
        return new Unweavable(
                guarded,
                "Mockito has woven its mocks into it before Fusebox, in a way that Fusebox does not know; put Fusebox's"
                        + " -javaagent before Mockito's",
                null);
    }
}
