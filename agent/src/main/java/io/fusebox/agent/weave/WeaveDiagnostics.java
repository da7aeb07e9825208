package io.fusebox.agent.weave;

import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.preset.Preset;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.fit.SettingMismatch;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.Hierarchy;
import io.fusebox.agent.match.Inherited;
import io.fusebox.agent.match.LeftOut;
import io.fusebox.agent.match.ProxyMaker;
import io.fusebox.internal.registry.EventThread;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What came of weaving, told to who runs the program: in the log and in {@code UnmatchedMethods}. Safe for use by any
 * thread.
 *
 * <p>What is found while a class is being loaded is said later, by Fusebox's own thread.
 */
final class WeaveDiagnostics implements Consumer<String> {
    private final AgentLog log;
    private final EventThread desk;
    private final WeaveReport report;
    private final Hierarchy hierarchy;
    private final ConcurrentLinkedQueue<String> leftOut = new ConcurrentLinkedQueue<>();

    WeaveDiagnostics(AgentLog log, EventThread desk, WeaveReport report, Hierarchy hierarchy) {
        this.log = log;
        this.desk = desk;
        this.report = report;
        this.hierarchy = hierarchy;
    }

    /** A method is woven for the breaker. */
    void guarded(String breaker, String className, MethodOutline method) {
        report.guarded(breaker, className + '#' + method);
    }

    /** A method cannot be guarded. */
    void obstacle(Guard guard, String className, MethodOutline method, String obstacle) {
        guard.told = true;
        fail(className, guard + ": " + className + '#' + method + ": " + obstacle);
    }

    /** A method that names its breaker itself cannot be guarded. */
    void obstacle(String breaker, String className, MethodOutline method, String obstacle) {
        fail(className, breaker + ": @Guarded " + className + '#' + method + ": " + obstacle);
    }

    /** A setting of the breaker does not fit the method. */
    void misfit(
            BreakerDefinition definition,
            @Nullable Guard guard,
            String className,
            MethodOutline method,
            SettingMismatch misfit) {
        Problem problem;
        if (misfit.entry != null) {
            problem = misfit.entry.problem(misfit.what, misfit.instead);
        } else if (misfit.setting != Setting.METHODS) {
            problem = definition.problem(misfit.setting, misfit.what, misfit.instead);
        } else if (guard != null) {
            problem = definition.problem(guard.pattern, misfit.what, misfit.instead);
        } else {
            obstacle(definition.name(), className, method, misfit.what + "; " + misfit.instead);
            return;
        }
        fail(className, className + '#' + method + ": " + problem);
    }

    /** A class must not be guarded. What a wildcard or a {@code +} meets in passing is not what was asked for. */
    void refused(List<Guard> guards, String className, boolean concrete, String reason) {
        for (Guard guard : guards) {
            guard.typeSeen = true;
            boolean asked = className.equals(guard.pattern.exactTypeName());
            if (asked && (concrete || !guard.pattern.needsHierarchy())) {
                guard.told = true;
                fail(className, guard + ": " + className + ": " + reason);
            }
        }
    }

    /** An interface is loaded that a library implements by proxies of the JDK alone. */
    void proxied(List<Guard> guards, String interfaceName, ProxyMaker maker) {
        for (Guard guard : guards) {
            // What a wildcard meets in passing is not what was asked for.
            if (interfaceName.equals(guard.pattern.exactTypeName())) {
                String advice = maker.advice(interfaceName);
                guard.proxied(advice);
                guard.told = true;
                fail(interfaceName, guard + ": " + advice);
            }
        }
    }

    /** A proxy of the JDK is loaded that these guards mean. */
    void proxied(List<Guard> guards, List<String> supertypes) {
        List<String> interfaces = supertypes.subList(1, supertypes.size());
        for (Guard guard : guards) {
            if (guard.matched || guard.proxied() != null || interfaces.isEmpty()) {
                continue;
            }
            String named = interfaces.get(0);
            for (String one : interfaces) {
                named = guard.matchesType(one) ? one : named;
            }
            String name = named.replace('/', '.');
            ProxyMaker maker = ProxyMaker.ofProxy(interfaces, new Throwable().getStackTrace());
            if (maker != null && maker.owns(named)) {
                // Behind its proxies is a class of its own that has the interface too.
                continue;
            }
            if (maker != null && name.equals(guard.pattern.exactTypeName())) {
                proxied(List.of(guard), name, maker);
            } else {
                guard.proxied(
                        maker != null
                                ? maker.advice(name)
                                : "a proxy of the JDK implements " + name
                                        + ", and only passes calls on; write the method of a class that it passes them to");
            }
        }
    }

    /** A wildcard leaves something out. The log has one line for each kind, in words that follow the pattern. */
    void leftOut(Guard guard, LeftOut kind, String what) {
        if (guard.leavesOut(kind, what)) {
            leftOut.add(guard + " " + what);
        }
    }

    /** Says what wildcards have left out; for Fusebox's own thread, a moment later: the line of the start comes first. */
    void tellLeftOut() {
        for (String line = leftOut.poll(); line != null; line = leftOut.poll()) {
            log.line(line);
        }
    }

    /** A class does not declare the method that a guard names; it may inherit it, which is found out later. */
    void noSuchMethod(Guard guard, @Nullable ClassLoader loader, String className, ClassOutline outline) {
        guard.told = true;
        String client = guard.client;
        String none = client == null
                ? className + " has no such method" + outline.suggestionFor(guard.pattern)
                : className + " has no such method; this version of the library is another than those of the preset "
                        + client + ": " + Preset.of(client).tested();
        if (outline.inheritsNothing()) {
            noSuchMethod(guard, className, none);
        } else {
            tellOriginLater(guard, loader, className.replace('.', '/'), none);
        }
    }

    private void noSuchMethod(Guard guard, String className, String what) {
        fail(className, guard + ": " + what);
    }

    /** Does the same on Fusebox's own thread, once the class is there. */
    void tellOriginLater(Guard guard, @Nullable ClassLoader loader, String internalName, @Nullable String otherwise) {
        WeakReference<@Nullable ClassLoader> held = new WeakReference<>(loader);
        boolean ofBootstrap = loader == null;
        desk.execute(new Runnable() {
            @Override
            public void run() {
                ClassLoader there = held.get();
                if (there != null || ofBootstrap) {
                    tellOrigin(guard, there, internalName, otherwise);
                }
            }
        });
    }

    /** Says where the class has the method from that a guard names; if from nowhere, the given word, if there is one. */
    private void tellOrigin(
            Guard guard, @Nullable ClassLoader loader, String internalName, @Nullable String otherwise) {
        Inherited inherited = Inherited.find(guard, hierarchy, loader, internalName);
        String className = internalName.replace('/', '.');
        if (inherited == null) {
            if (otherwise != null) {
                noSuchMethod(guard, className, otherwise);
            }
        } else if (!inherited.isGuarded()
                && !guard.isNamedByAnother(inherited.type().replace('.', '/'), inherited.method())) {
            fail(
                    className,
                    guard + ": " + className + " does not declare " + inherited.method() + " but inherits it; write "
                            + inherited.type() + '#' + inherited.method().asPattern()
                            + " to guard it for every class that inherits it");
        }
    }

    /** Nothing can be guarded here. */
    void selfTestFailed(String fault) {
        fail("", "nothing is sure to be guarded: the self-test failed: " + fault);
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

    /** Says something about a guarded method, once. */
    void remark(String remark) {
        if (report.isNews(remark)) {
            say(remark);
        }
    }

    @Override
    public void accept(String remark) {
        remark(remark);
    }

    /** Writes a line to the log, later. */
    void say(String line) {
        desk.execute(new Runnable() {
            @Override
            public void run() {
                log.line(line);
            }
        });
    }
}
