package io.fusebox.agent.weave;

import io.fusebox.agent.advice.AdviceKind;
import io.fusebox.agent.advice.KeySource;
import io.fusebox.agent.advice.Weaver;
import io.fusebox.agent.call.KeyedBreakers;
import io.fusebox.agent.call.LostCallRecovery;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.Sites;
import io.fusebox.agent.call.WovenCalls;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.fit.GuardedBreaker;
import io.fusebox.agent.fit.SettingMismatch;
import io.fusebox.agent.fit.SitePlan;
import io.fusebox.agent.fit.SitePlanner;
import io.fusebox.agent.launch.AgentLoader;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.match.ActivePlan;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.GuardPlan;
import io.fusebox.agent.match.MatchResult;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.lang.instrument.Instrumentation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The weaving of one attached agent: the transformer, what it needs and what came of it. Safe for use by any thread.
 */
public final class Weaving {
    private final Instrumentation instrumentation;
    private final Registry registry;
    private final Sites sites;
    private final Transformer transformer;
    private final LateClasses unclear;
    private final SelfTest selfTest;
    private final DeferredWork afterwards;
    private final WeaveReport report = new WeaveReport();
    private final LostCallRecovery lostEnds = new LostCallRecovery(report);
    private final WeaveDiagnostics findings;
    private final Exclusions exclusions;
    private final AgentLog log;
    private volatile @Nullable BreakersByName byName;
    private final Map<String, GuardedBreaker> breakers = new ConcurrentHashMap<>();
    private volatile @Nullable Weaver weaver;
    private volatile boolean hasLoadedAhead;

    /** How often a breaker of the name was given other rules. */
    private final Map<String, Integer> generations = new ConcurrentHashMap<>();

    /** The breakers whose woven methods are to do otherwise than when they were woven. */
    private final Set<String> rulesChanged = new HashSet<>();

    /** @param firstSite a site number that no agent before this one has used */
    public Weaving(Instrumentation instrumentation, AgentLog log, Registry registry, int firstSite) {
        this.instrumentation = instrumentation;
        this.registry = registry;
        this.sites = new Sites(firstSite);
        this.transformer = new Transformer(this);
        this.findings = new WeaveDiagnostics(log, registry.events(), report, transformer.hierarchy());
        this.exclusions = new Exclusions(findings);
        this.log = log;
        this.unclear = new LateClasses(instrumentation, loadedClasses(), transformer);
        this.selfTest = new SelfTest(instrumentation, this, registry);
        this.afterwards = new DeferredWork(this, findings, registry.events(), unclear, selfTest);
    }

    /** What the bridge is to call. */
    public FuseboxBridge calls() {
        return new WovenCalls(sites, lostEnds);
    }

    /** Guards the methods of a breaker from {@link #begin} or {@link #change} on. */
    public synchronized void add(BreakerDefinition definition, Breaker breaker) {
        GuardedBreaker before = breakers.get(breaker.name());
        GuardedBreaker same = before != null && before.breaker() == breaker ? before : null;
        KeyedBreakers keys = same != null && same.definition().keysLike(definition) ? same.keys() : null;
        if (keys != null) {
            keys.maxKeys(definition.maxKeys());
        }
        if (same != null && same.definition().weavesLike(definition)) {
            return;
        }
        if (keys == null) {
            keys = keys(definition, breaker);
            close(before);
        }
        breakers.put(breaker.name(), guarded(definition, breaker, keys));
        rulesChanged.add(breaker.name());
    }

    /** Other rules have another name, also after the breaker was away: what was woven before ends as it began. */
    private GuardedBreaker guarded(BreakerDefinition definition, Breaker breaker, @Nullable KeyedBreakers keys) {
        Integer before = generations.get(breaker.name());
        int generation = before == null ? 0 : before + 1;
        generations.put(breaker.name(), generation);
        String rulesName = generation == 0 ? breaker.name() : breaker.name() + '\'' + generation;
        return new GuardedBreaker(definition, breaker, keys, rulesName);
    }

    private @Nullable KeyedBreakers keys(BreakerDefinition definition, Breaker breaker) {
        if (definition.key() == null) {
            return null;
        }
        return new KeyedBreakers(registry, breaker, definition.maxKeys(), new Consumer<Integer>() {
            @Override
            public void accept(Integer maxKeys) {
                findings.say(breaker.name() + ": all its keys are in use (max-keys = " + maxKeys
                        + "), further ones share the breaker without a key");
            }
        });
    }

    /** Takes back what {@link #add} said. */
    public synchronized void remove(String breaker) {
        GuardedBreaker before = breakers.remove(breaker);
        if (before != null) {
            before.over().set(true);
            close(before);
        }
    }

    private static void close(@Nullable GuardedBreaker guarded) {
        KeyedBreakers keys = guarded == null ? null : guarded.keys();
        if (keys != null) {
            keys.close();
        }
    }

    /**
     * Begins to weave: what is loaded from now on, and what is loaded already.
     *
     * @param withAnnotated whether methods with {@code @Guarded} are guarded too
     * @param named where their breakers come from
     * @param attached whether the program runs already, and may be loading classes at this moment
     */
    public synchronized void begin(List<Guard> guards, boolean withAnnotated, BreakersByName named, boolean attached) {
        Preloaded.load();
        byName = named;
        rulesChanged.clear();
        ActivePlan before = transformer.inForce();
        GuardPlan plan = new GuardPlan(guards, withAnnotated);
        transformer.inForce(before.followedBy(plan, plan));
        exclusions.ofPlan(guards);
        instrumentation.addTransformer(transformer, true);
        registry.events().addTicker(afterwards);
        loadedClasses().weave(before, plan);
        if (!attached) {
            transformer.inForce().settle();
        }
    }

    /**
     * Weaves as other guards say: new methods are woven, dropped ones un-woven, and no class is touched that they do not
     * concern. Calls under way end at the breaker that admitted them.
     */
    public synchronized void change(List<Guard> guards, boolean withAnnotated) {
        ActivePlan before = transformer.inForce();
        GuardPlan plan = new GuardPlan(guards, withAnnotated);
        GuardPlan difference = before.plan.difference(plan, rulesChanged);
        transformer.inForce(before.followedBy(plan, difference));
        exclusions.ofPlan(guards);
        loadedClasses().weave(before, difference);
        rulesChanged.clear();
        afterwards.startOver();
    }

    /** The log has its line about the start; more may be said. */
    public void startTold() {
        afterwards.startTold();
    }

    /** Weaves what was being loaded when the guards changed, and is there now. */
    synchronized void weaveMissed() {
        ActivePlan now = transformer.inForce();
        if (now.isLookDue()) {
            loadedClasses().weave(now, now.news);
            now.looked();
        }
    }

    /** Un-weaves everything and weaves no more. */
    public synchronized void end() {
        registry.events().removeTicker(afterwards);
        change(List.of(), false);
        instrumentation.removeTransformer(transformer);
        for (GuardedBreaker guarded : breakers.values()) {
            guarded.over().set(true);
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

    private LoadedClasses loadedClasses() {
        return new LoadedClasses(instrumentation, this, transformer, report);
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
        List<String> lines = report.unmatched(transformer.inForce().plan.all());
        for (GuardedBreaker guarded : breakers.values()) {
            KeyedBreakers keys = guarded.keys();
            if (keys != null && keys.sharedCalls() > 0) {
                lines.add(guarded.breaker().name() + ": " + keys.sharedCalls()
                        + " calls shared the breaker without a key, since there was no room for their keys");
            }
        }
        return lines;
    }

    /** A class is about to be woven, as far as is known: much is needed for the first. */
    void isAboutToWeave() {
        if (!hasLoadedAhead) {
            hasLoadedAhead = true;
            AgentLoader.loadAhead(Weaving.class.getClassLoader(), "weaving");
        }
    }

    Weaver weaver() {
        Weaver ready = weaver;
        if (ready == null) {
            // Rather two of them than a lock: it would be held while classes are loaded, and taken by threads that load
            // classes.
            ready = new Weaver();
            weaver = ready;
        }
        return ready;
    }

    /**
     * How the method is woven for the breaker; null if the breaker's configuration does not fit it, which is told.
     *
     * @param guard null if the method names the breaker itself
     */
    Weaver.@Nullable Place place(
            String breaker, @Nullable Guard guard, String className, MethodOutline method, SitePlanner fitting) {
        GuardedBreaker guarded = breakers.get(breaker);
        if (guarded == null) {
            // Taken out of the configuration since the class began to be loaded.
            return null;
        }
        SitePlan plan;
        try {
            plan = fitting.plan(guarded.definition(), method);
        } catch (SettingMismatch misfit) {
            findings.misfit(guarded.definition(), guard, className, method, misfit);
            return null;
        }
        Site site = plan.site(breaker + ": " + className + '#' + method, guarded, registry.faults(), lostEnds);
        int number = sites.number(
                guarded.rulesName(), guarded.breaker().gate(), site, className, method.name + method.descriptor);
        return new Weaver.Place(method, number, plan.advice(), plan.subject());
    }

    /** How a method is woven for which a breaker is all there is to it. */
    Weaver.Place plainPlace(String breaker, CallGate gate, String className, MethodOutline method) {
        int number = sites.number(breaker, gate, null, className, method.name + method.descriptor);
        return new Weaver.Place(method, number, AdviceKind.PLAIN, KeySource.NONE);
    }

    /** Makes a breaker that a method names known; why it cannot be, or null. Takes no lock: a class is being loaded. */
    @Nullable
    String knowBreaker(String name) {
        BreakersByName named = byName;
        if (named == null) {
            return "the agent has not begun";
        }
        try {
            Breaker breaker = named.breaker(name);
            if (!breakers.containsKey(name)) {
                BreakerDefinition definition = named.definition(name);
                breakers.putIfAbsent(name, guarded(definition, breaker, keys(definition, breaker)));
            }
            return null;
        } catch (IllegalArgumentException badName) {
            return String.valueOf(badName.getMessage());
        }
    }

    /** A class has not the method that a guard names: says so, and where it may have it from. */
    void noSuchMethod(Guard guard, @Nullable ClassLoader loader, String className, ClassOutline outline) {
        guard.told = true;
        String none = className + " has no such method" + outline.suggestionFor(guard.pattern);
        if (outline.inheritsNothing()) {
            findings.noSuchMethod(guard, className, none);
        } else {
            afterwards.tellOrigin(guard, loader, className.replace('.', '/'), none);
        }
    }

    /** What is to be looked at once more when the class is loaded. */
    void later(@Nullable ClassLoader loader, String internalName, MatchResult look) {
        for (Guard guard : look.inheriting) {
            afterwards.tellOrigin(guard, loader, internalName, null);
        }
        if (look.unclear) {
            unclear.add(loader, internalName.replace('/', '.'));
        }
    }

    SelfTest selfTest() {
        return selfTest;
    }

    WeaveDiagnostics findings() {
        return findings;
    }

    Exclusions exclusions() {
        return exclusions;
    }

    /** Says what guards nothing; made when it is time, which is long after the start. */
    Unseen unseen() {
        return new Unseen(instrumentation, log);
    }

    /** Says in the log how many methods are guarded, if any. */
    void tellGuarded() {
        String counted = Unseen.counted(report);
        if (counted != null) {
            findings.say(counted);
        }
    }

    List<Guard> guards() {
        return transformer.inForce().plan.all();
    }

    boolean hasWoven() {
        return weaver != null;
    }
}
