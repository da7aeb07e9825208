package io.fusebox.agent.fit;

import io.fusebox.BreakerSetting;
import io.fusebox.WaitSource;
import io.fusebox.agent.classfile.ClassFiles;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.keyed.KeySettings;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.agent.match.Hierarchy;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Finds out how the methods of one class are guarded, and whether the settings of their breakers fit them. */
public final class SitePlanner {
    private static final String NO_RESULT = "the method returns nothing";
    private static final String LEAVE_OUT = "leave the method out";

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
        checkWait(definition, method, ending);
        return new SitePlan(
                ending,
                Type.getType(method.returnType()).getClassName(),
                ending == CompletionKind.STAGE && CompletionKind.takesAnyStage(method),
                keys(definition, method),
                when(definition, method),
                ofResult(Setting.ERROR_WHEN, definition.errorWhen(), definition, method, ending),
                ofResult(Setting.CANCEL_WHEN, definition.cancelWhen(), definition, method, ending),
                definition.callbackResult(),
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

    private List<ResolvedExpression<Expression.Path>> keys(BreakerDefinition definition, MethodOutline method)
            throws SettingMismatch {
        List<ResolvedExpression<Expression.Path>> found = new ArrayList<>(1);
        for (Expression.Path key : definition.keys()) {
            String root = root(Setting.KEY, key.argument(), method);
            found.add(new ExpressionFit(Setting.KEY, files, definition.isOfPreset(Setting.KEY)).path(key, root));
        }
        return found;
    }

    private @Nullable ResolvedExpression<Expression> when(BreakerDefinition definition, MethodOutline method)
            throws SettingMismatch {
        Expression when = definition.when();
        if (when == null) {
            return null;
        }
        String root = root(Setting.WHEN, Expression.argument(Expression.rootOf(when)), method);
        return new ExpressionFit(Setting.WHEN, files, definition.isOfPreset(Setting.WHEN))
                .condition(when, definition.text(Setting.WHEN), root);
    }

    /** The descriptor of what a call has there. */
    private String root(Setting setting, int argument, MethodOutline method) throws SettingMismatch {
        if (argument < 0) {
            if (method.isStatic()) {
                throw new SettingMismatch(setting, "the method is static: there is no this", "begin with arg0");
            }
            return "L" + typeName + ";";
        }
        Type[] parameters = Type.getArgumentTypes(method.descriptor);
        if (argument >= parameters.length) {
            throw new SettingMismatch(
                    setting,
                    "the method has " + parameters.length + (parameters.length == 1 ? " parameter" : " parameters"),
                    parameters.length == 0 ? "begin with this" : "begin with arg0 to arg" + (parameters.length - 1));
        }
        return parameters[argument].getDescriptor();
    }

    private @Nullable ResolvedExpression<Expression> ofResult(
            Setting setting,
            @Nullable Expression condition,
            BreakerDefinition definition,
            MethodOutline method,
            CompletionKind ending)
            throws SettingMismatch {
        if (condition == null) {
            return null;
        }
        String result = ending.valueType(method);
        if (result.equals("V") && setting == Setting.ERROR_WHEN) {
            throw new SettingMismatch(setting, NO_RESULT, LEAVE_OUT);
        }
        boolean ofException = SitePlan.isOfException(condition);
        return new ExpressionFit(setting, files, ofException || definition.isOfPreset(setting))
                .condition(condition, definition.text(setting), ofException || result.equals("V") ? "" : result);
    }

    /** The breaker's own path to the wait, and those of single keys. */
    private void checkWait(BreakerDefinition definition, MethodOutline method, CompletionKind ending)
            throws SettingMismatch {
        checkWait(definition.waitFrom(), definition, method, ending);
        for (KeySettings some : definition.ofKeys()) {
            KeySettings.Row row = some.row(BreakerSetting.RESET_TIMEOUT_FROM);
            try {
                checkWait(
                        row == null ? null : BreakerDefinition.path((WaitSource) row.value()),
                        definition,
                        method,
                        ending);
            } catch (SettingMismatch mismatch) {
                throw row == null ? mismatch : mismatch.of(row.entry());
            }
        }
    }

    /** What an exception says of the wait can only be known when it is there. */
    private void checkWait(
            Expression.@Nullable Path wait, BreakerDefinition definition, MethodOutline method, CompletionKind ending)
            throws SettingMismatch {
        if (wait == null || !wait.root().equals("result")) {
            return;
        }
        Setting setting = Setting.of(BreakerSetting.RESET_TIMEOUT_FROM);
        String result = ending.valueType(method);
        if (result.equals("V")) {
            throw new SettingMismatch(setting, NO_RESULT, LEAVE_OUT);
        }
        new ExpressionFit(setting, files, definition.isOfPreset(setting)).checkWait(wait, result);
    }
}
