package io.fusebox.agent.weave;

import io.fusebox.agent.config.pattern.MethodPattern;

/**
 * One method pattern of one breaker, and what came of it so far. Safe for use by any thread.
 */
public final class Guard {
    final String breaker;
    final MethodPattern pattern;

    /** Whether a class was loaded that the pattern's type names. */
    volatile boolean typeSeen;

    /** Whether a method was woven for the pattern. */
    volatile boolean matched;

    public Guard(String breaker, MethodPattern pattern) {
        this.breaker = breaker;
        this.pattern = pattern;
    }

    /** Whether this is the guard for that pattern of that breaker. */
    public boolean stands(String forBreaker, MethodPattern forPattern) {
        return breaker.equals(forBreaker) && pattern.equals(forPattern);
    }

    /** Whether the pattern means this method of a type that it means. */
    boolean means(MethodOutline method) {
        String annotation = pattern.methodAnnotation();
        return pattern.matchesMethodName(method.name)
                && pattern.matchesParameters(method.descriptor)
                && (annotation == null || method.hasAnnotation(annotation));
    }

    @Override
    public String toString() {
        return breaker + ": " + pattern;
    }
}
