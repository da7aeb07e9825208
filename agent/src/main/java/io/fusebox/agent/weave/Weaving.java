package io.fusebox.agent.weave;

import io.fusebox.agent.AgentLog;
import io.fusebox.agent.call.KeyedBreakers;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.internal.Breaker;
import io.fusebox.internal.Registry;
import java.lang.instrument.Instrumentation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * The weaving of one attached agent: the transformer, what it needs and what came of it. Safe for use by any thread.
 *
 * <p>What is said while a class is being loaded is said later, by Fusebox's own thread.
 */
public final class Weaving {
    private final Instrumentation instrumentation;
    private final AgentLog log;
    private final Registry registry;
    private final Sites sites;
    private final Transformer transformer;
    private final WeaveReport report = new WeaveReport();
    private final Map<String, GuardedBreaker> breakers = new ConcurrentHashMap<>();
    private volatile @Nullable Weaver weaver;

    /** The breakers whose woven methods are to do otherwise than when they were woven. */
    private final Set<String> rulesChanged = new HashSet<>();

    /** @param firstSite a site number that no agent before this one has used */
    public Weaving(Instrumentation instrumentation, AgentLog log, Registry registry, int firstSite) {
        this.instrumentation = instrumentation;
        this.log = log;
        this.registry = registry;
        this.sites = new Sites(firstSite);
        this.transformer = new Transformer(this, new GuardPlan(List.of()));
    }

    /** What the bridge is to call. */
    public FuseboxBridge calls() {
        return new WovenCalls(sites, new LostEnds(report));
    }

    /** Guards the methods of a breaker from {@link #begin} or {@link #change} on. */
    public synchronized void add(BreakerDefinition definition, Breaker breaker) {
        GuardedBreaker before = breakers.get(breaker.name());
        if (before != null && before.breaker() == breaker && before.definition().weavesLike(definition)) {
            KeyedBreakers keys = before.keys();
            if (keys != null) {
                keys.maxKeys(definition.maxKeys());
            }
            return;
        }
        String rulesName = before == null ? breaker.name() : before.rulesName() + '\'';
        breakers.put(breaker.name(), new GuardedBreaker(definition, breaker, keys(definition, breaker), rulesName));
        rulesChanged.add(breaker.name());
        close(before);
    }

    private @Nullable KeyedBreakers keys(BreakerDefinition definition, Breaker breaker) {
        if (definition.key() == null) {
            return null;
        }
        return new KeyedBreakers(registry, breaker, definition.maxKeys(), new Runnable() {
            @Override
            public void run() {
                say(breaker.name() + ": all its keys are in use (max-keys = " + definition.maxKeys()
                        + "), further ones share the breaker without a key");
            }
        });
    }

    /** Takes back what {@link #add} said. */
    public synchronized void remove(String breaker) {
        close(breakers.remove(breaker));
    }

    private static void close(@Nullable GuardedBreaker guarded) {
        KeyedBreakers keys = guarded == null ? null : guarded.keys();
        if (keys != null) {
            keys.close();
        }
    }

    /** Begins to weave: what is loaded from now on, and what is loaded already. */
    public synchronized void begin(List<Guard> guards) {
        GuardPlan plan = new GuardPlan(guards);
        transformer.plan(plan);
        instrumentation.addTransformer(transformer, true);
        weaveLoaded(plan);
    }

    /**
     * Weaves as other guards say: new methods are woven, dropped ones un-woven, and no class is touched that they do not
     * concern. Calls under way end at the breaker that admitted them.
     */
    public synchronized void change(List<Guard> guards) {
        GuardPlan before = transformer.plan();
        GuardPlan plan = new GuardPlan(guards);
        transformer.plan(plan);
        weaveLoaded(before.difference(plan, rulesChanged));
        rulesChanged.clear();
    }

    /** Un-weaves everything and weaves no more. */
    public synchronized void end() {
        change(List.of());
        instrumentation.removeTransformer(transformer);
    }

    private void weaveLoaded(GuardPlan changed) {
        if (!changed.all().isEmpty()) {
            new LoadedClasses(instrumentation, this, report).weave(changed);
        }
    }

    /** The number after the last site in use. */
    public int endOfSites() {
        return sites.end();
    }

    /** How many methods are guarded, each for its breaker. */
    public int size() {
        return report.size();
    }

    /** Loads what weaving takes, so that the first guarded class of the program need not wait for it. */
    public void warmUp() {
        weaver();
    }

    /** The guarded methods of a breaker. */
    public List<String> methodsOf(String breaker) {
        return report.methodsOf(breaker);
    }

    /** All guarded methods. */
    public List<String> methods() {
        return report.methods();
    }

    /** What matched nothing or could not be guarded, and why. */
    public List<String> unmatched() {
        List<String> lines = report.unmatched(transformer.plan().all());
        for (GuardedBreaker guarded : breakers.values()) {
            KeyedBreakers keys = guarded.keys();
            if (keys != null && keys.sharedCalls() > 0) {
                lines.add(guarded.breaker().name() + ": " + keys.sharedCalls()
                        + " calls shared the breaker without a key, since there was no room for their keys");
            }
        }
        return lines;
    }

    Weaver weaver() {
        Weaver ready = weaver;
        if (ready == null) {
            // Rather two of them than a lock: it would be held while classes are loaded, and taken by threads that load
            // classes.
            ready = new Weaver(ClassFileLocator.ForClassLoader.of(Weaving.class.getClassLoader()));
            weaver = ready;
        }
        return ready;
    }

    /** How the method is woven for the guard; null if the breaker's configuration does not fit it, which is reported. */
    Weaver.@Nullable Place place(Guard guard, String className, MethodOutline method, Fitting fitting) {
        GuardedBreaker guarded = breakers.get(guard.breaker);
        if (guarded == null) {
            throw new IllegalStateException("no breaker " + guard.breaker);
        }
        SitePlan plan;
        try {
            plan = fitting.plan(guarded.definition(), method);
        } catch (Misfit misfit) {
            BreakerDefinition definition = guarded.definition();
            Problem problem = misfit.setting == Setting.METHODS
                    ? definition.problem(guard.pattern, misfit.what, misfit.instead)
                    : definition.problem(misfit.setting, misfit.what, misfit.instead);
            fail(className, className + '#' + method + ": " + problem);
            return null;
        }
        Site site = plan.site(guard.breaker + ": " + className + '#' + method, guarded, registry.faults());
        int number = sites.number(guarded.rulesName(), guarded.breaker().gate(), site, className, method);
        return new Weaver.Place(method, number, plan.advice(), plan.subject());
    }

    void guarded(String breaker, String method) {
        report.guarded(breaker, method);
    }

    void obstacle(Guard guard, String className, MethodOutline method, String obstacle) {
        fail(className, guard + ": " + className + '#' + method + ": " + obstacle);
    }

    void refused(List<Guard> guards, String className, String reason) {
        for (Guard guard : guards) {
            guard.typeSeen = true;
            fail(className, guard + ": " + className + ": " + reason);
        }
    }

    void noSuchMethod(Guard guard, String className, ClassOutline outline) {
        fail(className, guard + ": " + className + " has no such method" + outline.suggestionFor(guard.pattern));
    }

    /** Weaving a class failed: it stays as it is. */
    void failed(String className, Throwable fault) {
        fail(className, className + " could not be woven and stays unguarded: " + fault);
    }

    private void fail(String className, String failure) {
        if (report.failed(className, failure)) {
            say("not guarded: " + failure);
        }
    }

    private void say(String line) {
        registry.desk().execute(new Runnable() {
            @Override
            public void run() {
                log.line(line);
            }
        });
    }
}
