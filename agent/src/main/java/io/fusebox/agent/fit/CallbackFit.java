package io.fusebox.agent.fit;

import io.fusebox.agent.classfile.ClassFiles;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.Setting;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Whether an object of Fusebox's own can stand in for a method's callback. Only class files are read for it. */
final class CallbackFit {
    private static final String OBJECT = "java/lang/Object";
    private static final String INSTEAD =
            "name a parameter that is an interface, or an abstract class without final methods";

    private final ClassFiles files;
    private final MethodOutline method;
    private final CompletionKind ending;

    CallbackFit(ClassFiles files, MethodOutline method, CompletionKind ending) {
        this.files = files;
        this.method = method;
        this.ending = ending;
    }

    void check(int parameter) throws SettingMismatch {
        if (ending == CompletionKind.SUSPEND || ending == CompletionKind.PUBLISHER) {
            throw misfit("the method is asynchronous already, its calls end by what it returns", "leave callback out");
        }
        Type[] parameters = Type.getArgumentTypes(method.descriptor);
        if (parameter >= parameters.length) {
            throw misfit(
                    "the method has " + parameters.length + (parameters.length == 1 ? " parameter" : " parameters"),
                    parameters.length == 0
                            ? "leave the method out"
                            : "the last one is arg" + (parameters.length - 1)
                                    + "; or write the method with its parameters");
        }
        Type type = parameters[parameter];
        String name = type.getSort() == Type.OBJECT ? type.getInternalName() : OBJECT;
        ClassOutline outline = name.equals(OBJECT) ? null : files.outline(name);
        if (name.equals(OBJECT) || (outline != null && !isReplaceable(outline))) {
            throw misfit("nothing else can stand in for a " + type.getClassName(), INSTEAD);
        }
    }

    /** Whether each method can be another one's: what a final method does to the object, it would do to the wrong one. */
    private boolean isReplaceable(ClassOutline type) {
        if ((type.access & (Opcodes.ACC_FINAL | Opcodes.ACC_ENUM | Opcodes.ACC_RECORD)) != 0 || type.isSealed()) {
            return false;
        }
        for (MethodOutline declared : type.methods) {
            int access = declared.access & (Opcodes.ACC_FINAL | Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE);
            if (access == Opcodes.ACC_FINAL) {
                return false;
            }
        }
        ClassOutline parent =
                type.superName == null || type.superName.equals(OBJECT) ? null : files.outline(type.superName);
        return parent == null || isReplaceable(parent);
    }

    private static SettingMismatch misfit(String what, String instead) {
        return new SettingMismatch(Setting.CALLBACK, what, instead);
    }
}
