package io.fusebox.agent.weave;

import io.fusebox.agent.call.LostCallRecovery;
import io.fusebox.agent.call.Sites;
import io.fusebox.agent.call.WovenCalls;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.Hierarchy;
import io.fusebox.agent.match.plan.ActivePlan;
import io.fusebox.agent.match.plan.AnnotatedClasses;
import io.fusebox.agent.match.plan.GuardPlan;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The weaving of one attached agent: puts its parts together, begins, changes and ends it. Safe for use by any thread. */
public final class Weaving {
    private final Instrumentation instrumentation;
    private final AgentLog log;
    private final Registry registry;
    private final CurrentPlan plan = new CurrentPlan();
    private final WeaveReport report = new WeaveReport();
    private final LostCallRecovery lostCalls = new LostCallRecovery(report);
    private final Sites sites;
    private final Hierarchy hierarchy = new Hierarchy();
    private final GuardedBreakers breakers;
    private final Exclusions exclusions;
    private final LoadedClasses loaded;
    final ClassWeaver classes;
    private final Transformer transformer;
    private final DeferredWork deferred;

    /** @param firstSite a site number that no agent before this one has used */
    public Weaving(Instrumentation instrumentation, AgentLog log, Registry registry, int firstSite) {
        this.instrumentation = instrumentation;
        this.log = log;
        this.registry = registry;
        this.sites = new Sites(firstSite);
        WeaveDiagnostics diagnostics = new WeaveDiagnostics(log, registry.events(), report, hierarchy);
        this.breakers = new GuardedBreakers(registry, diagnostics);
        this.exclusions = new Exclusions(diagnostics, hierarchy);
        this.loaded = new LoadedClasses(instrumentation, plan, report, diagnostics);
        LazyWeaver weaver = new LazyWeaver();
        SelfTest selfTest = new SelfTest(instrumentation, registry, weaver, sites);
        LateClasses late = new LateClasses(instrumentation, loaded, plan);
        this.classes = new ClassWeaver(breakers, sites, weaver, exclusions, diagnostics, registry.faults(), lostCalls);
        this.transformer = new Transformer(plan, hierarchy, classes, weaver, late, exclusions, selfTest, diagnostics);
        Runnable missed = new Runnable() {
            @Override
            public void run() {
                weaveMissed();
            }
        };
        this.deferred = new DeferredWork(
                missed, instrumentation, log, plan, report, diagnostics, loaded, late, weaver, selfTest);
    }

    /** The agent's side of the bridge. */
    public FuseboxBridge calls() {
        return new WovenCalls(sites, lostCalls);
    }

    /** Writes the class files that are woven from now on into a folder, for debuggers; null: nowhere. */
    public synchronized void dumpTo(@Nullable File folder) {
        classes.dumpTo(folder, log);
    }

    /** Guards the methods of a breaker from {@link #begin} or {@link #change} on. */
    public synchronized void add(BreakerDefinition definition, Breaker breaker) {
        breakers.add(definition, breaker);
    }

    /** Reverses {@link #add}. */
    public synchronized void remove(String breaker) {
        breakers.remove(breaker);
    }

    /**
     * Begins to weave: classes that are loaded from now on, and those that are loaded already.
     *
     * @param annotated where methods with {@code @Guarded} are guarded too
     * @param named makes the breakers that those methods name
     * @param attached whether the program runs already, and may be loading classes at this moment
     */
    public synchronized void begin(
            List<Guard> guards, AnnotatedClasses annotated, BreakersByName named, boolean attached) {
        Preloaded.load();
        breakers.begin(named);
        breakers.rulesApplied();
        ActivePlan before = plan.get();
        GuardPlan first = new GuardPlan(guards, annotated);
        plan.set(before.followedBy(first, first));
        exclusions.ofPlan(guards);
        instrumentation.addTransformer(transformer, true);
        registry.events().addTicker(deferred);
        loaded.weave(before, first, first);
        if (!attached) {
            plan.get().settle();
        }
    }

    /**
     * Replaces the guards: weaves new methods, un-weaves dropped ones, touches no other class. A call that is under way ends
     * at the breaker that admitted it.
     */
    public synchronized void change(List<Guard> guards, AnnotatedClasses annotated) {
        ActivePlan before = plan.get();
        GuardPlan next = new GuardPlan(guards, annotated);
        GuardPlan difference = before.plan.difference(next, breakers.rulesChanged());
        plan.set(before.followedBy(next, difference));
        exclusions.ofPlan(guards);
        loaded.weave(before, difference, before.plan.added(next, breakers.rulesChanged()));
        breakers.rulesApplied();
        deferred.startOver();
    }

    /** To be called once the start line is in the log: further lines may follow it. */
    public void startTold() {
        deferred.startTold();
    }

    /** Weaves classes that were being loaded when the guards changed, and are loaded now. */
    synchronized void weaveMissed() {
        ActivePlan now = plan.get();
        if (now.isLookDue()) {
            loaded.weave(now, now.news, now.news);
            now.looked();
        }
    }

    /** Un-weaves everything and weaves no more. */
    public synchronized void end() {
        registry.events().removeTicker(deferred);
        loaded.unweave();
        instrumentation.removeTransformer(transformer);
        breakers.end();
    }

    /** The number after the last site in use. */
    public int endOfSites() {
        return sites.end();
    }

    /** What is woven. */
    public WeaveReport report() {
        return report;
    }

    /** One line for each loaded class and method that the pattern matches: its breaker, or why it has none. */
    public List<String> explain(MethodPattern pattern) {
        return new Explanation(
                        plan.get().plan, breakers, report, hierarchy, instrumentation.getAllLoadedClasses(), pattern)
                .lines();
    }

    /** Patterns that match nothing, methods that cannot be guarded, and why. */
    public List<String> unmatched() {
        List<String> lines = report.unmatched(plan.get().plan.all());
        lines.addAll(breakers.withoutRoom());
        return lines;
    }
}
