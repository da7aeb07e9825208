package io.fusebox.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Classes that have a supertype whose class file their loader does not show: once they are loaded they are asked
 * themselves, and woven a moment late.
 */
final class LateClasses {
    /** Then the class was not loaded after all. */
    private static final int MAX_LOOKS = 25;

    private final Instrumentation instrumentation;
    private final LoadedClasses loadedClasses;
    private final CurrentPlan plan;
    private final ConcurrentLinkedQueue<Late> classes = new ConcurrentLinkedQueue<>();

    LateClasses(Instrumentation instrumentation, LoadedClasses loadedClasses, CurrentPlan plan) {
        this.instrumentation = instrumentation;
        this.loadedClasses = loadedClasses;
        this.plan = plan;
    }

    private static final class Late {
        final WeakReference<ClassLoader> loader;
        final String name;
        int looks;

        Late(ClassLoader loader, String name) {
            this.loader = new WeakReference<>(loader);
            this.name = name;
        }

        boolean is(Class<?> loaded) {
            ClassLoader own = loaded.getClassLoader();
            return own != null && loader.refersTo(own) && loaded.getName().equals(name);
        }
    }

    void add(@Nullable ClassLoader loader, String className) {
        if (loader != null) {
            classes.add(new Late(loader, className));
        }
    }

    /** Weaves those that are loaded by now; for Fusebox's own thread. */
    void look() {
        if (classes.isEmpty()) {
            return;
        }
        List<Late> waiting = new ArrayList<>(classes);
        List<Class<?>> hits = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            for (Iterator<Late> rest = waiting.iterator(); rest.hasNext(); ) {
                Late late = rest.next();
                if (late.is(loaded)) {
                    rest.remove();
                    classes.remove(late);
                    if (plan.get().plan.means(loaded, late.name.replace('.', '/'))) {
                        hits.add(loaded);
                    }
                }
            }
        }
        for (Late late : waiting) {
            if (++late.looks > MAX_LOOKS || late.loader.get() == null) {
                classes.remove(late);
            }
        }
        loadedClasses.retransform(hits);
    }
}
