package io.fusebox.agent.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weaves what was loaded before the transformer came: the JDK's own classes, those from an AOT cache, and everything after
 * a late attach.
 *
 * <p>Supertypes are asked of the classes; they are all loaded. What else is in a class is read from its class file, for
 * asking the class might load others. Used by one thread, once.
 */
final class LoadedClasses {
    private static final Class<?>[] NONE = {};
    private static final String ANNOTATION = "io/fusebox/Guarded.class";

    private final Instrumentation instrumentation;
    private final Weaving weaving;
    private final Hierarchy hierarchy;

    /** Whether a loader shows the application a copy of the annotation. */
    private final IdentityHashMap<ClassLoader, Boolean> annotated = new IdentityHashMap<>();

    LoadedClasses(Instrumentation instrumentation, Weaving weaving, Hierarchy hierarchy) {
        this.instrumentation = instrumentation;
        this.weaving = weaving;
        this.hierarchy = hierarchy;
    }

    /** Retransforms the classes that either plan means: in one call, since each stops the program; one by one if it fails. */
    void weave(GuardPlan before, GuardPlan plan) {
        if (before.isEmpty() && plan.isEmpty()) {
            return;
        }
        List<Class<?>> hits = new ArrayList<>();
        boolean jdkToo = plan.mayMeanJdk() || before.mayMeanJdk();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            // At start nearly everything loaded is the JDK's, and nearly no plan means the JDK.
            if (loaded.getClassLoader() == null && !jdkToo) {
                continue;
            }
            if ((isMeant(plan, loaded) || (before != plan && isMeant(before, loaded)))
                    && instrumentation.isModifiableClass(loaded)) {
                hits.add(loaded);
            }
        }
        retransform(hits);
    }

    void retransform(List<Class<?>> classes) {
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

    private boolean isMeant(GuardPlan plan, Class<?> loaded) {
        if (loaded.isArray() || loaded.isPrimitive() || loaded.isHidden()) {
            return false;
        }
        String internalName = loaded.getName().replace('.', '/');
        if (Transformer.isOurs(internalName)) {
            return false;
        }
        if (plan.means(loaded, internalName)) {
            return true;
        }
        ClassLoader loader = loaded.getClassLoader();
        if (!plan.mayMean(loaded, internalName, plan.isAnnotated() && seesAnnotation(loader))) {
            return false;
        }
        byte[] file = ClassSource.read(loader, internalName);
        return file != null && plan.look(loader, internalName, loaded, file, hierarchy) != null;
    }

    /** Without the annotation in its reach no class was compiled with it: the class files need not be read. */
    private boolean seesAnnotation(@Nullable ClassLoader loader) {
        if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
            return false;
        }
        Boolean known = annotated.get(loader);
        if (known == null) {
            try {
                known = loader.getResource(ANNOTATION) != null;
            } catch (RuntimeException | LinkageError fault) {
                // It is the application's code.
                known = false;
            }
            annotated.put(loader, known);
        }
        return known;
    }
}
