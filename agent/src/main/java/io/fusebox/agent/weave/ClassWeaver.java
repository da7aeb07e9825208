package io.fusebox.agent.weave;

import io.fusebox.agent.advice.Unweavable;
import io.fusebox.agent.advice.Weaver;
import io.fusebox.agent.call.LostCallCheck;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.Sites;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.fit.GuardedBreaker;
import io.fusebox.agent.fit.SettingMismatch;
import io.fusebox.agent.fit.SitePlan;
import io.fusebox.agent.fit.SitePlanner;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.plan.MatchResult;
import io.fusebox.internal.engine.Environment.Faults;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the guarded methods of one class after the other: finds them, plans each, and leaves out those that do not fit.
 * Safe for use by any thread; takes no lock.
 */
final class ClassWeaver {
    private final GuardedBreakers breakers;
    private final Sites sites;
    private final LazyWeaver weaver;
    private final Exclusions exclusions;
    private final WeaveDiagnostics diagnostics;
    private final Faults faults;
    private final LostCallCheck lostCalls;

    /** Null unless woven class files are wanted for debuggers. */
    private volatile @Nullable ClassDump dump;

    ClassWeaver(
            GuardedBreakers breakers,
            Sites sites,
            LazyWeaver weaver,
            Exclusions exclusions,
            WeaveDiagnostics diagnostics,
            Faults faults,
            LostCallCheck lostCalls) {
        this.breakers = breakers;
        this.sites = sites;
        this.weaver = weaver;
        this.exclusions = exclusions;
        this.diagnostics = diagnostics;
        this.faults = faults;
        this.lostCalls = lostCalls;
    }

    /** A class that has guarded methods, as the JVM offers it. */
    static final class Subject {
        final @Nullable ClassLoader loader;
        final String className;
        final byte[] classFile;
        final ClassReader reader;
        final ClassOutline outline;
        final SitePlanner planner;

        Subject(
                @Nullable ClassLoader loader,
                String className,
                byte[] classFile,
                ClassReader reader,
                ClassOutline outline,
                SitePlanner planner) {
            this.loader = loader;
            this.className = className;
            this.classFile = classFile;
            this.reader = reader;
            this.outline = outline;
            this.planner = planner;
        }
    }

    /** A guarded method, and the breaker that guards it. */
    private record Placement(String breaker, Weaver.Place place) {}

    /** Writes the class files that are woven from now on into a folder; null: nowhere. */
    void dumpTo(@Nullable File folder, AgentLog log) {
        ClassDump now = dump;
        if (folder == null) {
            dump = null;
        } else if (now == null || !now.writesTo(folder)) {
            dump = new ClassDump(folder, log);
        }
    }

    /** The class file with all guards that fit; null if there is none. */
    byte @Nullable [] weave(Subject subject, MatchResult match) {
        List<Placement> placements = new ArrayList<>();
        Exclusions.OfInitialiser initialiser = new Exclusions.OfInitialiser(subject.reader, subject.outline);
        for (Guard guard : match.guards) {
            addMeant(guard, subject, initialiser, placements);
        }
        if (match.annotated) {
            addAnnotated(subject, placements);
        }
        byte[] woven = weaveWhatFits(subject, match.guards, placements);
        ClassDump to = dump;
        if (to != null && woven != null) {
            to.write(subject.loader, subject.className, woven);
        }
        for (Placement placed : placements) {
            diagnostics.guarded(placed.breaker, subject.className, placed.place.method());
        }
        return woven;
    }

    /** Adds the methods that the guard means. */
    private void addMeant(
            Guard guard, Subject subject, Exclusions.OfInitialiser initialiser, List<Placement> placements) {
        ClassOutline outline = subject.outline;
        String annotation = guard.pattern.typeAnnotation();
        if (annotation != null && !outline.hasAnnotation(annotation)) {
            return;
        }
        guard.typeSeen = true;
        boolean found = false;
        for (MethodOutline method : outline.methods) {
            if (method.isSynthetic() || !guard.means(method)) {
                continue;
            }
            found = true;
            if (isWeavable(guard, subject.className, method)
                    && !exclusions.takesAway(guard, subject, method)
                    && !exclusions.hasMethod(guard, subject.className, method, initialiser)) {
                guard.matched = true;
                add(guard.breaker, guard, subject, method, placements);
            }
        }
        // A subtype may declare what it only inherits.
        boolean others = guard.pattern.needsHierarchy() && outline.isAbstract();
        if (!found && !others && guard.proxied() == null && subject.className.equals(guard.pattern.exactTypeName())) {
            diagnostics.noSuchMethod(guard, subject.loader, subject.className, outline);
        }
    }

    /** Whether the method has a body that can be woven. Reports an obstacle where the pattern asks for this very method. */
    private boolean isWeavable(Guard guard, String className, MethodOutline method) {
        if (method.isAbstract()) {
            if (guard.type != null && !guard.pattern.needsHierarchy() && guard.proxied() == null) {
                diagnostics.obstacle(
                        guard,
                        className,
                        method,
                        "it is abstract; write " + guard.asSubtypes() + " for the classes that implement it");
            }
            return false;
        }
        String obstacle = method.obstacle();
        if (obstacle == null) {
            return true;
        }
        if (guard.pattern.exactMethodName() != null || guard.pattern.methodAnnotation() != null) {
            diagnostics.obstacle(guard, className, method, obstacle);
        }
        return false;
    }

    /** Adds the methods that name their breaker themselves. */
    private void addAnnotated(Subject subject, List<Placement> placements) {
        for (MethodOutline method : subject.outline.methods) {
            String breaker = method.breaker;
            if (breaker == null || method.isSynthetic()) {
                continue;
            }
            String obstacle = method.isAbstract()
                    ? "it is abstract, and an annotation is not inherited; put it on the methods that implement this one"
                    : method.obstacle();
            if (obstacle == null) {
                obstacle = breakers.addNamed(breaker);
            }
            if (obstacle != null) {
                diagnostics.obstacle(breaker, subject.className, method, obstacle);
            } else {
                add(breaker, null, subject, method, placements);
            }
        }
    }

    /** Adds a method, unless another pattern of the breaker has added it, or a setting of the breaker does not fit it. */
    private void add(
            String breaker, @Nullable Guard guard, Subject subject, MethodOutline method, List<Placement> placements) {
        for (Placement placed : placements) {
            if (placed.place.method() == method && placed.breaker.equals(breaker)) {
                return;
            }
        }
        Weaver.Place place = place(breaker, guard, subject, method);
        if (place != null) {
            placements.add(new Placement(breaker, place));
        }
    }

    /**
     * Plans how a method is woven for a breaker. Null if a setting of the breaker does not fit the method, which is reported,
     * or if the breaker was removed since the class began to be loaded.
     *
     * @param guard null if the method names the breaker itself
     */
    Weaver.@Nullable Place place(String breaker, @Nullable Guard guard, Subject subject, MethodOutline method) {
        GuardedBreaker guarded = breakers.find(breaker);
        if (guarded == null) {
            return null;
        }
        BreakerDefinition definition =
                guard == null ? guarded.definition() : guarded.definition().of(guard.pattern);
        SitePlan plan;
        try {
            plan = subject.planner.plan(definition, method);
        } catch (SettingMismatch mismatch) {
            diagnostics.misfit(definition, guard, subject.className, method, mismatch);
            return null;
        }
        String name = breaker + ": " + subject.className + '#' + method;
        if (plan.unfollowed() != null) {
            diagnostics.remark(name + ": " + plan.unfollowed());
        }
        Site site = plan.site(name, guarded, faults, lostCalls, diagnostics);
        int number = sites.number(
                guarded.rulesName(),
                guarded.breaker().gate(),
                site,
                subject.className,
                method.name + method.descriptor);
        return new Weaver.Place(method, number, plan.advice(), plan.subject(), plan.replaced());
    }

    /** Weaves the placements; takes out those that cannot be woven, so that the others are guarded all the same. */
    private byte @Nullable [] weaveWhatFits(Subject subject, List<Guard> guards, List<Placement> placements) {
        while (!placements.isEmpty()) {
            List<Weaver.Place> places = new ArrayList<>();
            for (Placement placed : placements) {
                places.add(placed.place);
            }
            try {
                return weaver.get().weave(subject.classFile, subject.reader, subject.className, places);
            } catch (Unweavable fault) {
                takeOut(fault, subject.className, guards, placements);
            }
        }
        return null;
    }

    /** A fault that concerns no method in particular concerns all of them. */
    private void takeOut(Unweavable fault, String className, List<Guard> guards, List<Placement> placements) {
        for (int i = placements.size() - 1; i >= 0; i--) {
            Placement placed = placements.get(i);
            if (fault.method == null || fault.method == placed.place.method()) {
                report(placed, className, guards, fault.reason);
                placements.remove(i);
            }
        }
    }

    private void report(Placement placed, String className, List<Guard> guards, String reason) {
        MethodOutline method = placed.place.method();
        for (Guard guard : guards) {
            if (guard.breaker.equals(placed.breaker) && guard.means(method)) {
                diagnostics.obstacle(guard, className, method, reason);
            }
        }
        if (placed.breaker.equals(method.breaker)) {
            diagnostics.obstacle(placed.breaker, className, method, reason);
        }
    }
}
