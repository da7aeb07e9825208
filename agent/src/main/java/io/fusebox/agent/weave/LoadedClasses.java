package io.fusebox.agent.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves what was loaded before the transformer came: the JDK's own classes, those from an AOT cache, and everything after
 * a late attach.
 */
final class LoadedClasses {
    private static final Class<?>[] NONE = {};

    private final Instrumentation instrumentation;
    private final Weaving weaving;

    LoadedClasses(Instrumentation instrumentation, Weaving weaving) {
        this.instrumentation = instrumentation;
        this.weaving = weaving;
    }

    /** Retransforms the classes that either plan means: in one call, since each stops the program; one by one if it fails. */
    void weave(GuardPlan before, GuardPlan plan) {
        List<Class<?>> hits = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            // At start nearly everything loaded is the JDK's, and nearly no plan means the JDK.
            if (loaded.getClassLoader() == null && !plan.mayMeanJdk() && !before.mayMeanJdk()) {
                continue;
            }
            if ((isMeant(plan, loaded) || isMeant(before, loaded)) && instrumentation.isModifiableClass(loaded)) {
                hits.add(loaded);
            }
        }
        retransform(hits);
    }

    private void retransform(List<Class<?>> classes) {
        if (classes.isEmpty()) {
            return;
        }
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
