package io.fusebox.agent.weave;

import io.fusebox.agent.async.ListenableFutureSite;
import io.fusebox.agent.async.PublisherSite;
import io.fusebox.agent.async.StageSite;
import io.fusebox.agent.async.SuspendSite;
import io.fusebox.agent.call.LostMarks;
import io.fusebox.agent.call.Rejection;
import io.fusebox.agent.call.ReturningSite;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.agent.config.value.Expression.Path;
import io.fusebox.internal.Faults;
import org.jspecify.annotations.Nullable;

/**
 * How a method is guarded; all of it fits the method.
 *
 * @param returned the type that it is declared to return, with dots
 * @param failsStage whether a rejection is a failed stage
 * @param errorWhen null: no result is an error
 */
record SitePlan(
        Ending ending,
        String returned,
        boolean failsStage,
        @Nullable Found<Path> key,
        @Nullable Found<Expression> errorWhen,
        @Nullable Rejection rejection) {

    AdviceKind advice() {
        boolean answers = (rejection != null || failsStage) && ending != Ending.PUBLISHER;
        boolean result = errorWhen != null || ending != Ending.RETURN;
        if (ending == Ending.SUSPEND) {
            return AdviceKind.SUSPEND;
        }
        if (answers) {
            return result ? AdviceKind.ANSWERING_RESULT : AdviceKind.ANSWERING;
        }
        return result ? AdviceKind.RESULT : key != null ? AdviceKind.KEYED : AdviceKind.PLAIN;
    }

    /** See {@link Subject}. */
    int subject() {
        if (key == null) {
            return Subject.NONE;
        }
        int argument = key.expression().argument();
        return argument < 0 ? Subject.THIS : argument;
    }

    /**
     * What is to happen at the method; null if the breaker is all there is to it.
     *
     * @param name breaker and method, for the log
     */
    @Nullable
    Site site(String name, GuardedBreaker guarded, Faults faults, LostMarks marks) {
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
                marks);
        return switch (ending) {
            case RETURN -> new ReturningSite(rules);
            case STAGE -> new StageSite(rules, failsStage);
            case LISTENABLE_FUTURE -> new ListenableFutureSite(rules);
            case PUBLISHER -> new PublisherSite(rules, returned);
            case SUSPEND -> new SuspendSite(rules);
        };
    }
}
