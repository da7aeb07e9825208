package io.fusebox.agent.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Weaves what was loaded before the plan came: the JDK's own classes, those from an AOT cache, everything after a late
 * attach, and what a changed plan means for the first time or no longer.
 */
final class LoadedClasses {
    private static final Class<?>[] NONE = {};

    private final Instrumentation instrumentation;
    private final Weaving weaving;
    private final WeaveReport report;

    LoadedClasses(Instrumentation instrumentation, Weaving weaving, WeaveReport report) {
        this.instrumentation = instrumentation;
        this.weaving = weaving;
        this.report = report;
    }

    /**
     * Retransforms the classes that the plan means: in one call, since each stops the program; one by one if it fails. Then
     * looks again, for those that were being loaded at that moment.
     */
    void weave(GuardPlan plan) {
        Set<Class<?>> done = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Class<?>> hits = hits(plan, done);
        while (!hits.isEmpty()) {
            Set<String> names = new HashSet<>();
            for (Class<?> hit : hits) {
                names.add(hit.getName());
            }
            report.forget(names);
            retransform(hits);
            hits = hits(plan, done);
        }
    }

    private List<Class<?>> hits(GuardPlan plan, Set<Class<?>> done) {
        List<Class<?>> hits = new ArrayList<>();
        boolean mayMeanJdk = plan.mayMeanJdk();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            // At start nearly everything loaded is the JDK's, and nearly no plan means the JDK.
            if (loaded.getClassLoader() == null && !mayMeanJdk) {
                continue;
            }
            if (isMeant(plan, loaded) && instrumentation.isModifiableClass(loaded) && done.add(loaded)) {
                hits.add(loaded);
            }
        }
        return hits;
    }

    private void retransform(List<Class<?>> classes) {
        try {
            instrumentation.retransformClasses(classes.toArray(NONE));
        } catch (Throwable together) {
            for (Class<?> one : classes) {
                try {
                    instrumentation.retransformClasses(one);
                } catch (Throwable fault) {
                    weaving.failed(one.getName(), fault);
                }
            }
        }
    }

    private static boolean isMeant(GuardPlan plan, Class<?> loaded) {
        if (loaded.isArray() || loaded.isPrimitive() || loaded.isHidden()) {
            return false;
        }
        String internalName = loaded.getName().replace('.', '/');
        if (internalName.startsWith("io/fusebox/")) {
            return false;
        }
        if (plan.byName(internalName) != null) {
            return true;
        }
        for (Guard guard : plan.deep()) {
            // An annotation is looked for in the class file: asking the class might load classes of the application.
            if (guard.pattern.typeAnnotation() != null || isSubtype(guard, loaded)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSubtype(Guard guard, Class<?> type) {
        if (guard.pattern.matchesTypeName(type.getName())) {
            return true;
        }
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && isSubtype(guard, superclass)) {
            return true;
        }
        for (Class<?> one : type.getInterfaces()) {
            if (isSubtype(guard, one)) {
                return true;
            }
        }
        return false;
    }
}
