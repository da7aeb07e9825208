package io.fusebox.agent.fit;

import io.fusebox.agent.advice.AdviceKind;
import io.fusebox.agent.advice.KeySource;
import io.fusebox.agent.async.CallbackSite;
import io.fusebox.agent.async.ListenableFutureSite;
import io.fusebox.agent.async.PublisherSite;
import io.fusebox.agent.async.StageSite;
import io.fusebox.agent.async.SuspendSite;
import io.fusebox.agent.call.LostCallCheck;
import io.fusebox.agent.call.ReturningSite;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.member.CallPaths;
import io.fusebox.agent.call.member.MemberPath;
import io.fusebox.agent.call.onopen.OnOpenAction;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.agent.config.value.Expression.Path;
import io.fusebox.internal.engine.Environment.Faults;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a method is guarded; all of it fits the method.
 *
 * @param returned the type that it is declared to return, with dots
 * @param failsStage whether a rejection is a failed stage
 * @param keys the paths to the key: the first one that leads to a value counts; empty: no key
 * @param when null: all calls are guarded
 * @param errorWhen null: no result is an error
 * @param cancelWhen null: each result is an outcome
 * @param callbackResult the number of the callback's argument that is the result
 * @param replaced the number of the parameter whose argument is replaced; -1 if there is none
 * @param replacedType the type that it is declared to have, with dots
 * @param unfollowed what it returns, if that ends later and nobody tells when
 */
public record SitePlan(
        CompletionKind ending,
        String returned,
        boolean failsStage,
        List<ResolvedExpression<Path>> keys,
        @Nullable ResolvedExpression<Expression> when,
        @Nullable ResolvedExpression<Expression> errorWhen,
        @Nullable ResolvedExpression<Expression> cancelWhen,
        int callbackResult,
        @Nullable OnOpenAction rejection,
        int replaced,
        String replacedType,
        @Nullable UnfollowedType unfollowed) {

    public AdviceKind advice() {
        boolean answers = (rejection != null || failsStage) && ending != CompletionKind.PUBLISHER;
        boolean result = errorWhen != null || cancelWhen != null || ending != CompletionKind.RETURN;
        if (replaced >= 0) {
            return ending == CompletionKind.SUSPEND ? AdviceKind.SUSPEND : AdviceKind.CALLBACK;
        }
        if (answers) {
            return result ? AdviceKind.ANSWERING_RESULT : AdviceKind.ANSWERING;
        }
        return result ? AdviceKind.RESULT : subject() != KeySource.NONE ? AdviceKind.KEYED : AdviceKind.PLAIN;
    }

    /** See {@link KeySource}. */
    public int subject() {
        int one = when == null ? KeySource.NONE : subjectOf(Expression.rootOf(when.expression()));
        for (ResolvedExpression<Path> key : keys) {
            int next = subjectOf(key.expression().root());
            if (one != KeySource.NONE && one != next) {
                return KeySource.ALL;
            }
            one = next;
        }
        return one;
    }

    /** Whether a condition is asked of the exception of a call, rather than of its result. */
    static boolean isOfException(Expression condition) {
        return Expression.rootOf(condition).equals("exception");
    }

    private static int subjectOf(String root) {
        int argument = Expression.argument(root);
        return argument < 0 ? KeySource.THIS : argument;
    }

    /**
     * What is to happen at the method; null if the breaker is all there is to it.
     *
     * @param name breaker and method, for the log
     */
    @Nullable
    public Site site(String name, GuardedBreaker guarded, Faults faults, LostCallCheck marks, Consumer<String> log) {
        if (advice() == AdviceKind.PLAIN) {
            return null;
        }
        SiteRules rules = new SiteRules(
                name,
                guarded.breaker().gate(),
                faults,
                guarded.keys(),
                keys.isEmpty() ? null : wayToKey(guarded),
                when == null ? null : guarded.condition(when),
                when == null ? KeySource.NONE : subjectOf(Expression.rootOf(when.expression())),
                errorWhen == null ? null : guarded.condition(errorWhen),
                cancelWhen == null ? null : guarded.condition(cancelWhen),
                cancelWhen != null && isOfException(cancelWhen.expression()),
                rejection,
                guarded.over(),
                marks,
                log);
        return switch (ending) {
            case RETURN -> new ReturningSite(rules);
            case STAGE -> new StageSite(rules, failsStage);
            case LISTENABLE_FUTURE -> new ListenableFutureSite(rules);
            case PUBLISHER -> new PublisherSite(rules, returned);
            case SUSPEND -> new SuspendSite(rules);
            case CALLBACK -> CallbackSite.of(rules, replacedType, callbackResult);
        };
    }

    private CallPaths wayToKey(GuardedBreaker guarded) {
        MemberPath[] paths = new MemberPath[keys.size()];
        int[] roots = new int[paths.length];
        boolean lenient = false;
        for (int i = 0; i < paths.length; i++) {
            ResolvedExpression<Path> key = keys.get(i);
            paths[i] = guarded.wayToKey(key);
            roots[i] = subjectOf(key.expression().root());
            lenient |= key.isLenient();
        }
        return new CallPaths(paths, subject() == KeySource.ALL ? roots : null, lenient);
    }
}
