package io.fusebox.agent.fit;

import io.fusebox.agent.classfile.ClassFiles;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.agent.match.Hierarchy;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Finds out how the methods of one class are guarded, and whether the settings of their breakers fit them. */
public final class SitePlanner {
    private final Hierarchy hierarchy;
    private final @Nullable ClassLoader loader;
    private final String typeName;
    private final ClassOutline type;
    private final ClassFiles files;

    /** @param typeName internal */
    public SitePlanner(Hierarchy hierarchy, @Nullable ClassLoader loader, String typeName, ClassOutline type) {
        this.hierarchy = hierarchy;
        this.loader = loader;
        this.typeName = typeName;
        this.type = type;
        this.files = new ClassFiles(loader, typeName, type);
    }

    public SitePlan plan(BreakerDefinition definition, MethodOutline method) throws SettingMismatch {
        Integer callback = definition.callback();
        CompletionKind ending = ending(method);
        if (callback != null) {
            new CallbackFit(files, method, ending).check(callback);
            ending = CompletionKind.CALLBACK;
        }
        Type[] parameters = Type.getArgumentTypes(method.descriptor);
        int replaced = callback != null ? callback : ending == CompletionKind.SUSPEND ? parameters.length - 1 : -1;
        if (ending == CompletionKind.PUBLISHER && !CompletionKind.isReplaceable(method)) {
            throw new SettingMismatch(
                    Setting.METHODS,
                    "the publisher that it returns, a "
                            + Type.getType(method.returnType()).getClassName()
                            + ", cannot be replaced by one that asks the breaker",
                    "guard a method that is declared to return Publisher, Mono, Flux or the like");
        }
        return new SitePlan(
                ending,
                Type.getType(method.returnType()).getClassName(),
                ending == CompletionKind.STAGE && CompletionKind.takesAnyStage(method),
                key(definition.key(), method),
                errorWhen(definition.errorWhen(), method, ending),
                new OnOpenFit(files, type, typeName, method, ending).rejection(definition.onOpen()),
                replaced,
                replaced < 0 ? "" : parameters[replaced].getClassName(),
                unfollowed(method, ending));
    }

    private @Nullable UnfollowedType unfollowed(MethodOutline method, CompletionKind ending) {
        String returned = method.returnType();
        return ending == CompletionKind.RETURN && returned.charAt(0) == 'L'
                ? UnfollowedType.of(returned.substring(1, returned.length() - 1), hierarchy, loader)
                : null;
    }

    /** What a stage makes of itself ends on return: to wait for it would be to ask the stage for one more. */
    private CompletionKind ending(MethodOutline method) {
        CompletionKind ending = CompletionKind.of(method, hierarchy, loader);
        return ending == CompletionKind.STAGE && isStage() ? CompletionKind.RETURN : ending;
    }

    private boolean isStage() {
        if (CompletionKind.isStage(typeName, hierarchy, loader)
                || (type.superName != null && CompletionKind.isStage(type.superName, hierarchy, loader))) {
            return true;
        }
        for (String parent : type.interfaces) {
            if (CompletionKind.isStage(parent, hierarchy, loader)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable ResolvedExpression<Expression.Path> key(Expression.@Nullable Path key, MethodOutline method)
            throws SettingMismatch {
        if (key == null) {
            return null;
        }
        String root;
        if (key.argument() >= 0) {
            Type[] parameters = Type.getArgumentTypes(method.descriptor);
            if (key.argument() >= parameters.length) {
                throw new SettingMismatch(
                        Setting.KEY,
                        "the method has " + parameters.length + (parameters.length == 1 ? " parameter" : " parameters"),
                        parameters.length == 0
                                ? "begin with this"
                                : "begin with arg0 to arg" + (parameters.length - 1));
            }
            root = parameters[key.argument()].getDescriptor();
        } else if (method.isStatic()) {
            throw new SettingMismatch(Setting.KEY, "the method is static: there is no this", "begin with arg0");
        } else {
            root = "L" + typeName + ";";
        }
        return new ExpressionFit(Setting.KEY, files).path(key, root);
    }

    private @Nullable ResolvedExpression<Expression> errorWhen(
            @Nullable Expression errorWhen, MethodOutline method, CompletionKind ending) throws SettingMismatch {
        if (errorWhen == null) {
            return null;
        }
        String result = ending.valueType(method);
        if (result.equals("V")) {
            throw new SettingMismatch(Setting.ERROR_WHEN, "the method returns nothing", "leave the method out");
        }
        return new ExpressionFit(Setting.ERROR_WHEN, files).condition(errorWhen, result);
    }
}
