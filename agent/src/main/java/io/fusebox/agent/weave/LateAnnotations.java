package io.fusebox.agent.weave;

import io.fusebox.agent.match.plan.AnnotatedClasses;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Class loaders that began to show {@code fusebox-core} after some of their classes had come: these classes are looked into now,
 * a moment late. One that was being loaded is met at a later look. For Fusebox's own thread alone.
 */
final class LateAnnotations {
    /** Then every class that was being loaded is loaded. */
    private static final int MAX_LOOKS = 25;

    private static final class Late {
        final WeakReference<ClassLoader> loader;
        final Set<String> known = new HashSet<>();
        int looks;

        Late(WeakReference<ClassLoader> loader) {
            this.loader = loader;
        }
    }

    private final LoadedClasses loadedClasses;
    private final List<Late> loaders = new ArrayList<>();

    LateAnnotations(LoadedClasses loadedClasses) {
        this.loadedClasses = loadedClasses;
    }

    /** Weaves what there is by now. */
    void look(AnnotatedClasses annotated) {
        for (var next = annotated.nextLate(); next != null; next = annotated.nextLate()) {
            loaders.add(new Late(next));
        }
        for (Iterator<Late> each = loaders.iterator(); each.hasNext(); ) {
            Late late = each.next();
            ClassLoader loader = late.loader.get();
            if (loader != null) {
                loadedClasses.weaveAnnotated(loader, late.known);
            }
            if (loader == null || ++late.looks > MAX_LOOKS) {
                each.remove();
            }
        }
    }
}
