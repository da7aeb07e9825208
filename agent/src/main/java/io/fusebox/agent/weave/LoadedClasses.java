package io.fusebox.agent.weave;

import io.fusebox.agent.classfile.OpenJars;
import io.fusebox.agent.match.JdkClasses;
import io.fusebox.agent.match.OffLimitsClasses;
import io.fusebox.agent.match.plan.ActivePlan;
import io.fusebox.agent.match.plan.AnnotatedClasses;
import io.fusebox.agent.match.plan.GuardPlan;
import io.fusebox.agent.match.plan.MatchResult;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weaves what was loaded before the plan came: the JDK's own classes, those from an AOT cache, everything after a late
 * attach, and what a changed plan means for the first time or no longer.
 *
 * <p>Supertypes are asked of the classes; they are all loaded. What else is in a class is read from its class file, for
 * asking the class might load others. Needs the lock of {@link Weaving}; {@link #retransform} does not.
 */
final class LoadedClasses {
    private static final Class<?>[] NONE = {};

    private final Instrumentation instrumentation;
    private final CurrentPlan plan;
    private final WeaveReport report;
    private final WeaveDiagnostics diagnostics;

    /** Null between two looks, and until one has to read a class file. */
    private @Nullable OpenJars jars;

    /** Types that were found misread at the last look; for Fusebox's own thread. */
    private Set<String> misread = new HashSet<>(0);

    LoadedClasses(Instrumentation instrumentation, CurrentPlan plan, WeaveReport report, WeaveDiagnostics diagnostics) {
        this.instrumentation = instrumentation;
        this.plan = plan;
        this.report = report;
        this.diagnostics = diagnostics;
    }

    /**
     * Retransforms the classes that the difference between two plans means: in one call, since each stops the program; one
     * by one if it fails. Then looks again, for those that were being loaded at that moment.
     *
     * @param before the plan before the one in force; the one in force itself if that is to be caught up with
     * @param added what of the difference came: a dropped guard concerns woven classes alone
     */
    void weave(ActivePlan before, GuardPlan difference, GuardPlan added) {
        ActivePlan now = plan.get();
        if (now.news.isEmpty()) {
            return;
        }
        try {
            List<Class<?>> hits = hits(before, now, difference, added);
            while (!hits.isEmpty()) {
                retransform(hits);
                hits = hits(before, now, difference, added);
            }
        } finally {
            closeJars();
        }
    }

    /** Takes the woven code out of every class that has any, and lets none get it any more. No class file is read for it. */
    void unweave() {
        plan.set(ActivePlan.first());
        Set<Class<?>> done = new HashSet<>();
        for (List<Class<?>> hits = woven(done); !hits.isEmpty(); hits = woven(done)) {
            retransform(hits);
        }
    }

    /** The loaded classes that were woven, but those that are done; notes them as done. */
    private List<Class<?>> woven(Set<Class<?>> done) {
        Set<String> names = report.wovenClasses();
        if (names.isEmpty()) {
            return List.of();
        }
        List<Class<?>> hits = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (names.contains(loaded.getName()) && instrumentation.isModifiableClass(loaded) && done.add(loaded)) {
                hits.add(loaded);
            }
        }
        return hits;
    }

    private List<Class<?>> hits(ActivePlan before, ActivePlan now, GuardPlan difference, GuardPlan added) {
        List<Class<?>> hits = new ArrayList<>();
        Set<String> known = report.knownClasses();
        boolean mayMeanJdk = now.news.mayMeanJdk();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            ClassLoader loader = loaded.getClassLoader();
            // At start nearly everything loaded is the JDK's, and nearly no plan means the JDK.
            if ((!mayMeanJdk && JdkClasses.isLoader(loader))
                    || loaded.isArray()
                    || loaded.isPrimitive()
                    || loaded.isHidden()) {
                continue;
            }
            String internalName = loaded.getName().replace('.', '/');
            boolean missed = before.hasMissed(loader, internalName);
            if (now.note(loader, internalName)) {
                boolean isKnown = known.contains(loaded.getName());
                GuardPlan asked = missed ? now.news : isKnown ? difference : added;
                if (isMeant(asked, loaded, internalName, isKnown) && instrumentation.isModifiableClass(loaded)) {
                    hits.add(loaded);
                }
            }
        }
        return hits;
    }

    /**
     * Weaves the classes of a loader that have methods with {@code @Guarded} and were not looked into when they were loaded.
     *
     * @param known the names of the classes that need no look; those that are looked at are added
     */
    void weaveAnnotated(ClassLoader loader, Set<String> known) {
        GuardPlan annotated = new GuardPlan(List.of(), AnnotatedClasses.ALL);
        List<Class<?>> hits = new ArrayList<>();
        try {
            for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
                if (loaded.getClassLoader() == loader
                        && !loaded.isArray()
                        && !loaded.isHidden()
                        && known.add(loaded.getName())
                        && isMeant(annotated, loaded, loaded.getName().replace('.', '/'), false)
                        && instrumentation.isModifiableClass(loaded)) {
                    hits.add(loaded);
                }
            }
        } finally {
            closeJars();
        }
        retransform(hits);
    }

    /** Weaves the classes of the JDK that were loaded while the transformer looked at another one, and that guards mean. */
    void weaveUnseen(GuardPlan plan) {
        List<Class<?>> hits = new ArrayList<>(0);
        for (Class<?> one = plan.nextUnseen(); one != null; one = plan.nextUnseen()) {
            for (Class<?> type = one; type != null; type = type.getSuperclass()) {
                if (plan.means(type, type.getName().replace('.', '/'))
                        && instrumentation.isModifiableClass(type)
                        && !hits.contains(type)) {
                    hits.add(type);
                }
            }
        }
        retransform(hits);
    }

    /**
     * Weaves again what stands below a type that turned out to have other supertypes than its class file showed. At the
     * first look such a class may still be under way, so there is a second one.
     */
    void weaveMisread(GuardPlan plan) {
        Set<String> types = misread;
        misread = new HashSet<>(0);
        for (String one = plan.nextMisread(); one != null; one = plan.nextMisread()) {
            misread.add(one.replace('/', '.'));
        }
        types.addAll(misread);
        if (types.isEmpty()) {
            return;
        }
        List<Class<?>> hits = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (isBelow(types, loaded) && instrumentation.isModifiableClass(loaded)) {
                hits.add(loaded);
            }
        }
        retransform(hits);
    }

    private static boolean isBelow(Set<String> types, Class<?> type) {
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && (types.contains(superclass.getName()) || isBelow(types, superclass))) {
            return true;
        }
        for (Class<?> one : type.getInterfaces()) {
            if (types.contains(one.getName()) || isBelow(types, one)) {
                return true;
            }
        }
        return false;
    }

    /** Weaves classes again; what was said of them before is forgotten. */
    void retransform(List<Class<?>> classes) {
        if (classes.isEmpty()) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (Class<?> one : classes) {
            names.add(one.getName());
        }
        report.forget(names);
        try {
            instrumentation.retransformClasses(classes.toArray(NONE));
        } catch (Throwable together) {
            for (Class<?> one : classes) {
                try {
                    instrumentation.retransformClasses(one);
                } catch (Throwable fault) {
                    diagnostics.failed(one.getName(), fault);
                }
            }
        }
    }

    private void closeJars() {
        if (jars != null) {
            jars.close();
            jars = null;
        }
    }

    /** @param otherwise the answer if the class file would say it and is not to be found */
    private boolean isMeant(GuardPlan plan, Class<?> loaded, String internalName, boolean otherwise) {
        if (plan.isEmpty() || OffLimitsClasses.isOurs(internalName)) {
            return false;
        }
        if (plan.means(loaded, internalName)) {
            return true;
        }
        if (!plan.mayMean(loaded, internalName) || Proxy.isProxyClass(loaded)) {
            return false;
        }
        OpenJars open = jars;
        if (open == null) {
            open = new OpenJars();
            jars = open;
        }
        byte[] file = open.read(loaded, internalName);
        if (file == null) {
            return otherwise;
        }
        MatchResult look = plan.look(loaded.getClassLoader(), internalName, loaded, file);
        return look != null && !look.proxy;
    }
}
