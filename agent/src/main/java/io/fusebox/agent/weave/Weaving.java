package io.fusebox.agent.weave;

import io.fusebox.agent.AgentLog;
import io.fusebox.internal.CallGate;
import io.fusebox.internal.NewsDesk;
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
    private final WeaveReport report = new WeaveReport();
    private final Map<String, CallGate> gates = new ConcurrentHashMap<>();
    private volatile @Nullable Weaver weaver;

    /** @param firstSite a site number that no agent before this one has used */
    public Weaving(Instrumentation instrumentation, AgentLog log, NewsDesk desk, int firstSite) {
        this.instrumentation = instrumentation;
        this.log = log;
        this.desk = desk;
        this.sites = new Sites(firstSite);
        this.transformer = new Transformer(this, new GuardPlan(List.of()));
    }

    /** What the bridge is to call. */
    public FuseboxBridge calls() {
        return new WovenCalls(sites, new LostEnds(report));
    }

    /** Guards the methods of a breaker from {@link #begin} on. */
    public void add(String breaker, CallGate gate) {
        gates.put(breaker, gate);
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
        weaveLoaded(before.difference(plan));
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
            desk.execute(new Runnable() {
                @Override
                public void run() {
                    log.line("not guarded: " + failure);
                }
            });
        }
    }
}
