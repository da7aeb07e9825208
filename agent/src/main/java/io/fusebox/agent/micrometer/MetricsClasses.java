package io.fusebox.agent.micrometer;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class {@code Metrics} of Micrometer in whichever loader it is, without loading or initialising anything: sees it go by
 * when it is loaded, and takes it up when the application has initialised it. Safe for use by any thread.
 */
final class MetricsClasses implements ClassFileTransformer {
    private static final String NAME = "io.micrometer.core.instrument.Metrics";
    private static final String INTERNAL_NAME = NAME.replace('.', '/');

    private final Instrumentation instrumentation;

    /** Whether there may be one that has not been taken up. */
    private volatile boolean isExpected = true;

    MetricsClasses(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    void begin() {
        instrumentation.addTransformer(this, false);
    }

    void end() {
        var unused = instrumentation.removeTransformer(this);
    }

    /** Changes nothing: looks at the name. */
    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (className != null && className.equals(INTERNAL_NAME)) {
            isExpected = true;
        }
        return null;
    }

    /** Those that are initialised; none if no class has been loaded since all were. For a moment: each one holds its loader. */
    List<Class<?>> initialised() {
        List<Class<?>> found = new ArrayList<>();
        if (isExpected) {
            isExpected = false;
            for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
                if (loaded.getName().equals(NAME) && loaded.getClassLoader() != null) {
                    if (Unsafe.getUnsafe().shouldBeInitialized(loaded)) {
                        isExpected = true;
                    } else {
                        found.add(loaded);
                    }
                }
            }
        }
        return found;
    }
}
