package io.fusebox.agent.match;

import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.pattern.MethodPattern;
import org.jspecify.annotations.Nullable;

/**
 * One method pattern of one breaker, and what came of it so far. Safe for use by any thread.
 */
public final class Guard {
    /** How the names of packages begin whose classes are the JDK's. */
    private static final String[] JDK = {
        "java.", "javax.", "jdk.", "sun.", "com.sun.", "org.ietf.", "org.w3c.", "org.xml."
    };

    public final String breaker;
    public final MethodPattern pattern;

    /** The internal name of the one type that the pattern names, and its subtypes with {@code +}; null if it names none. */
    public final @Nullable String type;

    /** Whether the pattern may mean a class of the JDK; an annotation is the application's. */
    final boolean mayMeanJdk;

    /** Whether it has been said why no method is guarded. */
    public volatile boolean told;

    /** Whether a class was loaded that the pattern's type names. */
    public volatile boolean typeSeen;

    /** Whether a method was woven for the pattern. */
    public volatile boolean matched;

    public Guard(String breaker, MethodPattern pattern) {
        this.breaker = breaker;
        this.pattern = pattern;
        String exact = pattern.exactTypeName();
        this.type = exact == null ? null : exact.replace('.', '/');
        this.mayMeanJdk = pattern.typeAnnotation() == null && mayBeOfJdk(pattern.typeNamePrefix());
    }

    private static boolean mayBeOfJdk(String typeNameBegin) {
        for (String start : JDK) {
            if (typeNameBegin.startsWith(start) || start.startsWith(typeNameBegin)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the pattern's type has that name, {@code +} or not. */
    boolean matchesType(String internalName) {
        return type != null ? type.equals(internalName) : pattern.matchesTypeName(internalName.replace('/', '.'));
    }

    /** Whether this is the guard for that pattern of that breaker. */
    public boolean stands(String forBreaker, MethodPattern forPattern) {
        return breaker.equals(forBreaker) && pattern.equals(forPattern);
    }

    /** Whether the pattern means this method of a type that it means. */
    public boolean means(MethodOutline method) {
        if (!pattern.matchesMethodName(method.name) || !pattern.matchesParameters(method.descriptor)) {
            return false;
        }
        String annotation = pattern.methodAnnotation();
        if (annotation != null) {
            return method.hasAnnotation(annotation);
        }
        // What nobody wrote is meant only by name: Groovy's count at every call, Kotlin's when a coroutine goes on.
        return pattern.exactMethodName() != null || !method.isMachinery();
    }

    /** The first method of the class that the guard means and that could be guarded; null if there is none. */
    @Nullable
    MethodOutline methodOf(ClassOutline type) {
        for (MethodOutline method : type.methods) {
            if (!method.isSynthetic() && !method.isAbstract() && means(method)) {
                return method;
            }
        }
        return null;
    }

    /** The pattern with {@code +} behind its type. */
    public String asSubtypes() {
        String text = pattern.toString();
        int hash = text.indexOf('#');
        return text.substring(0, hash) + '+' + text.substring(hash);
    }

    @Override
    public String toString() {
        return breaker + ": " + pattern;
    }
}
