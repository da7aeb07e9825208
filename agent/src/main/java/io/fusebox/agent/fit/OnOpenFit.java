package io.fusebox.agent.fit;

import io.fusebox.agent.call.onopen.CalledMethod;
import io.fusebox.agent.call.onopen.OnOpenAction;
import io.fusebox.agent.call.onopen.ReturnedValue;
import io.fusebox.agent.call.onopen.ThrownClass;
import io.fusebox.agent.classfile.ClassFiles;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.value.OnOpen;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Whether {@code on-open} fits a method. */
final class OnOpenFit {
    /** The types that a last parameter for the CircuitOpenException may have. */
    private static final String[] TAKERS = {
        "Lio/fusebox/CircuitOpenException;",
        "Ljava/lang/RuntimeException;",
        "Ljava/lang/Exception;",
        "Ljava/lang/Throwable;"
    };

    private static final String[] CONSTRUCTORS = {
        "(Ljava/lang/String;Ljava/lang/Throwable;)V", "(Ljava/lang/String;)V", "()V"
    };

    private final ClassFiles files;
    private final ClassOutline type;
    private final String typeName;
    private final MethodOutline method;
    private final CompletionKind ending;

    /** @param typeName the internal name of the class that declares the method */
    OnOpenFit(ClassFiles files, ClassOutline type, String typeName, MethodOutline method, CompletionKind ending) {
        this.files = files;
        this.type = type;
        this.typeName = typeName;
        this.method = method;
        this.ending = ending;
    }

    /** What rejections come to; null: the CircuitOpenException. */
    @Nullable
    OnOpenAction rejection(OnOpen onOpen) throws SettingMismatch {
        if (onOpen instanceof OnOpen.ThrowClass thrown) {
            check(thrown.className());
            return new ThrownClass(thrown.className());
        }
        if (ending == CompletionKind.PUBLISHER && !(onOpen instanceof OnOpen.Throw)) {
            throw misfit(
                    "what is rejected is each subscription to the publisher, not the call of the method",
                    "write throw, or throw <exception class>, and handle that error of the publisher");
        }
        if (onOpen instanceof OnOpen.ReturnLiteral returned) {
            boolean completes = ending == CompletionKind.STAGE && CompletionKind.takesAnyStage(method);
            String wanted =
                    completes || ending == CompletionKind.SUSPEND ? ending.valueType(method) : method.returnType();
            return new ReturnedValue(LiteralFit.value(returned.literal(), wanted));
        }
        return onOpen instanceof OnOpen.CallMethod called ? called(called.method()) : null;
    }

    private void check(String className) throws SettingMismatch {
        String name = className.replace('.', '/');
        ClassOutline exception = files.outline(name);
        if (exception == null) {
            throw misfit("the class that has the method cannot see " + className, "write the full name of a class");
        }
        if (!files.isSubtype(name, "java/lang/Throwable", true)) {
            throw misfit(className + " is no exception", "write the full name of an exception class");
        }
        if ((exception.access & Opcodes.ACC_ABSTRACT) != 0) {
            throw misfit(className + " is abstract", "write a class that can be made");
        }
        if (!hasConstructor(exception)) {
            throw misfit(
                    className + " has no constructor that takes (String, Throwable), (String) or nothing",
                    "add one, or write another class");
        }
        if (!mayThrow(name)) {
            throw misfit(
                    "the method does not declare to throw " + className,
                    "write an exception that it declares, or an unchecked one");
        }
    }

    private static boolean hasConstructor(ClassOutline exception) {
        for (MethodOutline constructor : exception.methods) {
            if (constructor.name.equals("<init>")) {
                for (String descriptor : CONSTRUCTORS) {
                    if (constructor.descriptor.equals(descriptor)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Kotlin knows no checked exceptions, and through a stage or a publisher each can pass. */
    private boolean mayThrow(String exception) {
        if (type.hasAnnotation("kotlin.Metadata")
                || ending == CompletionKind.PUBLISHER
                || (ending == CompletionKind.STAGE && CompletionKind.takesAnyStage(method))
                || files.isSubtype(exception, "java/lang/RuntimeException", true)
                || files.isSubtype(exception, "java/lang/Error", true)) {
            return true;
        }
        for (String declared : method.exceptions) {
            if (files.isSubtype(exception, declared, true)) {
                return true;
            }
        }
        return false;
    }

    private OnOpenAction called(String name) throws SettingMismatch {
        if (name.equals(method.name)) {
            throw misfit("the method would call itself", "name another method, and do not guard that one");
        }
        String parameters = method.descriptor.substring(0, method.descriptor.lastIndexOf(')'));
        String[] wanted = new String[TAKERS.length + 1];
        wanted[0] = parameters + ")" + method.returnType();
        for (int i = 0; i < TAKERS.length; i++) {
            wanted[i + 1] = parameters + TAKERS[i] + ")" + method.returnType();
        }
        boolean takesRejection = false;
        for (String descriptor : wanted) {
            MethodOutline found = find(typeName, name, descriptor);
            if (found != null) {
                return new CalledMethod(name, descriptor, found.isStatic(), takesRejection);
            }
            takesRejection = true;
        }
        throw misfit(
                "the class has no " + (method.isStatic() ? "static " : "") + "method " + name
                        + " with the same parameters and the same return type as " + method,
                "add it, perhaps with a RuntimeException as one more parameter at the end");
    }

    private @Nullable MethodOutline find(@Nullable String owner, String name, String descriptor) {
        ClassOutline outline = owner == null ? null : files.outline(owner);
        if (outline == null) {
            return null;
        }
        for (MethodOutline one : outline.methods) {
            boolean hidden = (one.access & Opcodes.ACC_PRIVATE) != 0 && outline != type;
            if (one.name.equals(name)
                    && one.descriptor.equals(descriptor)
                    && !hidden
                    && (one.isStatic() || !method.isStatic())) {
                return one;
            }
        }
        MethodOutline inherited = find(outline.superName, name, descriptor);
        for (int i = 0; inherited == null && i < outline.interfaces.length; i++) {
            inherited = find(outline.interfaces[i], name, descriptor);
            if (inherited != null && inherited.isStatic()) {
                inherited = null;
            }
        }
        return inherited;
    }

    private static SettingMismatch misfit(String what, String instead) {
        return new SettingMismatch(Setting.ON_OPEN, what, instead);
    }
}
