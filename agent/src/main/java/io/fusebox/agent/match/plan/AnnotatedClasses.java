package io.fusebox.agent.match.plan;

import io.fusebox.agent.classfile.PerLoader;
import io.fusebox.agent.match.JdkClasses;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which classes may have methods with {@code @Guarded}: all, none, or those whose loader shows {@code fusebox-core}, without
 * which no class can be compiled against the annotation.
 *
 * <p>A loader is asked when its first class comes. Its class path may grow later, so a loader that does not show the annotation is
 * asked again after 2, 4, 8, 64, 512, … classes. Safe for use by any thread; takes no lock.
 */
public final class AnnotatedClasses {
    public static final AnnotatedClasses NONE = new AnnotatedClasses(null);
    public static final AnnotatedClasses ALL = new AnnotatedClasses(null);

    private static final String ANNOTATION = "io/fusebox/Guarded.class";

    /** Has no code. The bootstrap loader does not have it, though it has the other classes of the core. */
    private static final String OF_CORE_ALONE = "io.fusebox.package-info";

    /** The application's own loader, if it is the JDK's. Later a security manager might ask who wants to know it. */
    private static final @Nullable ClassLoader APPLICATION = application();

    private static final String COUNT = "count";
    private static final String ASKING = "asking";
    private static final int SHOWN = Integer.MIN_VALUE;

    /** For each loader how many of its classes were not looked into; {@link #SHOWN} or little more if it shows the annotation. */
    private final @Nullable PerLoader<ConcurrentHashMap<String, AtomicInteger>> loaders;

    /** Loaders that show the annotation, and have classes that were not looked into. */
    private final ConcurrentLinkedQueue<WeakReference<ClassLoader>> late = new ConcurrentLinkedQueue<>();

    private AnnotatedClasses(@Nullable PerLoader<ConcurrentHashMap<String, AtomicInteger>> loaders) {
        this.loaders = loaders;
    }

    /** Those whose loader shows {@code fusebox-core}. */
    public static AnnotatedClasses whereCoreIs() {
        return new AnnotatedClasses(new PerLoader<>());
    }

    /** The classes of both. */
    AnnotatedClasses and(AnnotatedClasses other) {
        if (this == other || other == NONE) {
            return this;
        }
        return this == NONE ? other : ALL;
    }

    /**
     * Whether a class of this loader may have such methods, and is to be looked into. May ask the loader, which is the application's
     * code.
     */
    public boolean mayBeIn(@Nullable ClassLoader loader, String internalName) {
        if (loaders == null || loader == null) {
            return this == ALL && !JdkClasses.isLoader(loader);
        }
        // The JDK's reflection makes classes in a loader of their own for each.
        if (JdkClasses.isLoader(loader) || internalName.startsWith("jdk/internal/")) {
            return false;
        }
        ConcurrentHashMap<String, AtomicInteger> ofLoader = loaders.get(loader);
        if (ofLoader == null) {
            ofLoader = loaders.putIfAbsent(loader, new ConcurrentHashMap<>());
        }
        AtomicInteger count = countIn(ofLoader);
        if (count.get() < 0) {
            return true;
        }
        int seen = count.incrementAndGet();
        if (seen < 0) {
            // Another thread has its answer since.
            return true;
        }
        // The loader may load classes of its own to answer: it is not asked about these.
        if (!isTimeToAsk(seen) || ofLoader.putIfAbsent(ASKING, count) != null) {
            return false;
        }
        boolean isShown = shows(loader);
        ofLoader.remove(ASKING);
        if (!isShown) {
            return false;
        }
        // Classes that came before, or while the loader was asked.
        if (count.getAndSet(SHOWN) > 1) {
            late.add(new WeakReference<>(loader));
        }
        return true;
    }

    /** A loader with a hundred jars looks through all of them to say no. */
    private static boolean isTimeToAsk(int seen) {
        return (seen & (seen - 1)) == 0 && (seen < 8 || Integer.numberOfTrailingZeros(seen) % 3 == 0);
    }

    private static AtomicInteger countIn(ConcurrentHashMap<String, AtomicInteger> ofLoader) {
        AtomicInteger known = ofLoader.get(COUNT);
        if (known == null) {
            AtomicInteger made = new AtomicInteger();
            AtomicInteger first = ofLoader.putIfAbsent(COUNT, made);
            known = first == null ? made : first;
        }
        return known;
    }

    private static @Nullable ClassLoader application() {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        return system.getClass().getClassLoader() == null ? system : null;
    }

    private static boolean shows(ClassLoader loader) {
        try {
            if (loader == APPLICATION) {
                // A resource would initialise java.nio.file, and that before main.
                return loader.loadClass(OF_CORE_ALONE) != null;
            }
            return loader.getResource(ANNOTATION) != null;
        } catch (ClassNotFoundException absent) {
            return false;
        } catch (RuntimeException | Error fault) {
            // It is the application's code, and may be closed.
            return false;
        }
    }

    /** Whether there is a loader with classes that came too early. */
    public boolean hasLate() {
        return !late.isEmpty();
    }

    /** The next loader with classes that came too early and are to be looked into now; null if there is none. */
    public @Nullable WeakReference<ClassLoader> nextLate() {
        return late.poll();
    }
}
