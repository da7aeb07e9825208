package io.fusebox.agent.weave;

import io.fusebox.agent.AgentLog;
import io.fusebox.internal.CallGate;
import io.fusebox.internal.NewsDesk;
import io.fusebox.internal.Registry;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;
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
    private final NewsDesk desk;
    private final Sites sites;
    private final Transformer transformer;
    private final LateClasses unclear;
    private final SelfTest selfTest;
    private final Afterwards afterwards;
    private volatile @Nullable BreakersByName annotated;
    private final WeaveReport report = new WeaveReport();
    private final Map<String, CallGate> gates = new ConcurrentHashMap<>();
    private volatile @Nullable Weaver weaver;

    /** @param firstSite a site number that no agent before this one has used */
    public Weaving(Instrumentation instrumentation, AgentLog log, Registry registry, int firstSite) {
        this.instrumentation = instrumentation;
        this.log = log;
        this.desk = registry.desk();
        this.sites = new Sites(firstSite);
        this.transformer = new Transformer(this, new GuardPlan(List.of(), false));
        this.unclear = new LateClasses(instrumentation, loadedClasses(), transformer);
        this.selfTest = new SelfTest(instrumentation, this, registry);
        this.afterwards = new Afterwards(this, unclear, selfTest);
    }

    /** What the bridge is to call. */
    public FuseboxBridge calls() {
        return new WovenCalls(sites);
    }

    /** Guards the methods of a breaker from {@link #begin} on. */
    public void add(String breaker, CallGate gate) {
        gates.put(breaker, gate);
    }

    /**
     * Begins to weave: what is loaded from now on, and what is loaded already.
     *
     * @param withAnnotated whether methods with {@code @Guarded} are guarded too
     * @param breakers where their breakers come from
     */
    public void begin(List<Guard> guards, boolean withAnnotated, BreakersByName breakers) {
        Preloaded.load();
        annotated = breakers;
        transformer.plan(new GuardPlan(guards, withAnnotated));
        instrumentation.addTransformer(transformer, true);
        desk.addTicker(afterwards);
        loadedClasses().weave(transformer.plan(), transformer.plan());
    }

    /**
     * Weaves as other guards say: new methods are woven, dropped ones un-woven. Calls under way end at the breaker that
     * admitted them.
     */
    public synchronized void change(List<Guard> guards, boolean withAnnotated) {
        GuardPlan before = transformer.plan();
        GuardPlan next = new GuardPlan(guards, withAnnotated);
        if (before.meansSame(next)) {
            return;
        }
        report.clear();
        transformer.plan(next);
        loadedClasses().weave(before, next);
        afterwards.startOver();
    }

    private LoadedClasses loadedClasses() {
        return new LoadedClasses(instrumentation, this, transformer.hierarchy());
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
        return report.unmatched(transformer.plan().all());
    }

    Weaver weaver() {
        Weaver ready = weaver;
        if (ready == null) {
            synchronized (this) {
                ready = weaver;
                if (ready == null) {
                    ready = new Weaver(ClassFileLocator.ForClassLoader.of(Weaving.class.getClassLoader()));
                    weaver = ready;
                }
            }
        }
        return ready;
    }

    int site(String breaker, String className, MethodOutline method) {
        CallGate gate = gates.get(breaker);
        if (gate == null) {
            throw new IllegalStateException("no breaker " + breaker);
        }
        return sites.number(breaker, gate, className, method);
    }

    /** Makes a breaker that a method names known; why it cannot be, or null. */
    @Nullable
    String knowBreaker(String name) {
        BreakersByName breakers = annotated;
        if (breakers == null) {
            return "the agent has not begun";
        }
        try {
            gates.put(name, breakers.gate(name));
            return null;
        } catch (IllegalArgumentException badName) {
            return String.valueOf(badName.getMessage());
        }
    }

    SelfTest selfTest() {
        return selfTest;
    }

    boolean hasWoven() {
        return weaver != null;
    }

    void guarded(String breaker, String method) {
        report.guarded(breaker, method);
    }

    void obstacle(Guard guard, String className, MethodOutline method, String obstacle) {
        guard.told = true;
        fail(guard + ": " + className + '#' + method + ": " + obstacle);
    }

    void obstacle(String breaker, String className, MethodOutline method, String obstacle) {
        fail(breaker + ": @Guarded " + className + '#' + method + ": " + obstacle);
    }

    void refused(List<Guard> guards, String className, String reason) {
        for (Guard guard : guards) {
            guard.typeSeen = true;
            // What a wildcard meets in passing is not what was asked for.
            if (guard.type != null) {
                guard.told = true;
                fail(guard + ": " + className + ": " + reason);
            }
        }
    }

    void noSuchMethod(Guard guard, @Nullable ClassLoader loader, String className, ClassOutline outline) {
        guard.told = true;
        afterwards.tellOrigin(
                guard,
                loader,
                className.replace('.', '/'),
                className + " has no such method" + outline.suggestionFor(guard.pattern));
    }

    /** What is to be looked at once more when the class is loaded. */
    void later(@Nullable ClassLoader loader, String internalName, Look look) {
        for (Guard guard : look.inheriting) {
            afterwards.tellOrigin(guard, loader, internalName, null);
        }
        if (look.unclear) {
            unclear.add(loader, internalName.replace('/', '.'));
        }
    }

    void tellOrigin(Guard guard, @Nullable ClassLoader loader, String internalName, @Nullable String otherwise) {
        Inherited inherited = Inherited.find(guard, transformer.hierarchy(), loader, internalName);
        if (inherited == null) {
            if (otherwise != null) {
                fail(guard + ": " + otherwise);
            }
        } else if (!inherited.isGuarded()) {
            String className = internalName.replace('/', '.');
            fail(guard + ": " + className + " does not declare " + inherited.method() + " but inherits it; write "
                    + inherited.type() + '#' + inherited.method() + " to guard it for every class that inherits it");
        }
    }

    void selfTestFailed(String fault) {
        fail("nothing is sure to be guarded: the self-test failed: " + fault);
    }

    void tellUnseen() {
        for (Guard guard : transformer.plan().all()) {
            if (!guard.matched && !guard.told) {
                log.line("not guarded so far: " + WeaveReport.unmatched(guard));
            }
        }
    }

    /** Weaving a class failed: it stays as it is. */
    void failed(String className, Throwable fault) {
        fail(className + " could not be woven and stays unguarded: " + fault);
    }

    private void fail(String failure) {
        if (report.failed(failure)) {
            desk.execute(new Runnable() {
                @Override
                public void run() {
                    log.line("not guarded: " + failure);
                }
            });
        }
    }
}
