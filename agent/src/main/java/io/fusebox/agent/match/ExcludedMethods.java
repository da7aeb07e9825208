package io.fusebox.agent.match;

import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.pattern.MethodPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the patterns with {@code !} of a breaker take away from what its other patterns name. Immutable. Two are equal if their
 * patterns are.
 */
public final class ExcludedMethods {
    private final List<MethodPattern> patterns;
    private final Guard[] guards;

    /** What these patterns of a breaker take away. */
    public ExcludedMethods(String breaker, List<MethodPattern> patterns) {
        this.patterns = patterns;
        guards = new Guard[patterns.size()];
        for (int i = 0; i < guards.length; i++) {
            guards[i] = new Guard(breaker, patterns.get(i));
        }
    }

    /** Whether annotations of classes or methods have to be looked at. */
    boolean needsAnnotations() {
        for (MethodPattern pattern : patterns) {
            if (pattern.needsAnnotations()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The pattern that takes away a method of a class; null if there is none. A type whose supertypes cannot all be seen is not
     * taken away for one of them.
     */
    public @Nullable MethodPattern of(
            @Nullable ClassLoader loader,
            String internalName,
            byte[] classFile,
            ClassOutline type,
            MethodOutline method,
            Hierarchy hierarchy) {
        MethodPattern first = null;
        for (Guard guard : guards) {
            // One that has never taken anything away is asked too: it would be reported otherwise.
            if ((first == null || !guard.matched)
                    && hasMethod(guard.pattern, method)
                    && hasType(guard, loader, internalName, classFile, type, hierarchy)) {
                guard.matched = true;
                first = first == null ? guard.pattern : first;
            }
        }
        return first;
    }

    /** Those that have taken nothing away so far. */
    public List<Guard> idle() {
        List<Guard> idle = new ArrayList<>();
        for (Guard guard : guards) {
            if (!guard.matched) {
                idle.add(guard);
            }
        }
        return idle;
    }

    private static boolean hasMethod(MethodPattern pattern, MethodOutline method) {
        String annotation = pattern.methodAnnotation();
        return pattern.matchesMethodName(method.name)
                && pattern.matchesParameters(method.descriptor)
                && (annotation == null || method.hasAnnotation(annotation));
    }

    private static boolean hasType(
            Guard guard,
            @Nullable ClassLoader loader,
            String internalName,
            byte[] classFile,
            ClassOutline type,
            Hierarchy hierarchy) {
        String annotation = guard.pattern.typeAnnotation();
        if (annotation != null) {
            return type.hasAnnotation(annotation);
        }
        return guard.matchesType(internalName)
                || (guard.pattern.needsHierarchy()
                        && hierarchy.isMeant(guard, loader, new ClassFile(classFile).supertypes())
                                == Hierarchy.Answer.YES);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExcludedMethods that && patterns.equals(that.patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }
}
