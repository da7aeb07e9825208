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
import io.fusebox.agent.call.onopen.OnOpenAction;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.agent.config.value.Expression.Path;
import io.fusebox.internal.engine.Faults;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a method is guarded; all of it fits the method.
 *
 * @param returned the type that it is declared to return, with dots
 * @param failsStage whether a rejection is a failed stage
 * @param errorWhen null: no result is an error
 * @param replaced the number of the parameter whose argument is replaced; -1 if there is none
 * @param replacedType the type that it is declared to have, with dots
 * @param unfollowed what it returns, if that ends later and nobody tells when
 */
public record SitePlan(
        CompletionKind ending,
        String returned,
        boolean failsStage,
        @Nullable ResolvedExpression<Path> key,
        @Nullable ResolvedExpression<Expression> errorWhen,
        @Nullable OnOpenAction rejection,
        int replaced,
        String replacedType,
        @Nullable UnfollowedType unfollowed) {

    public AdviceKind advice() {
        boolean answers = (rejection != null || failsStage) && ending != CompletionKind.PUBLISHER;
        boolean result = errorWhen != null || ending != CompletionKind.RETURN;
        if (replaced >= 0) {
            return ending == CompletionKind.SUSPEND ? AdviceKind.SUSPEND : AdviceKind.CALLBACK;
        }
        if (answers) {
            return result ? AdviceKind.ANSWERING_RESULT : AdviceKind.ANSWERING;
        }
        return result ? AdviceKind.RESULT : key != null ? AdviceKind.KEYED : AdviceKind.PLAIN;
    }

    /** See {@link KeySource}. */
    public int subject() {
        if (key == null) {
            return KeySource.NONE;
        }
        int argument = key.expression().argument();
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
                key == null ? null : guarded.wayToKey(key),
                errorWhen == null ? null : guarded.condition(errorWhen),
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
            case CALLBACK -> CallbackSite.of(rules, replacedType);
        };
    }
}
