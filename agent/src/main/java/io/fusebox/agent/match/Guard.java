package io.fusebox.agent.match;

import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.pattern.MethodPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method pattern of one breaker, and what came of it so far. Safe for use by any thread.
 */
public final class Guard {
    public final String breaker;
    public final MethodPattern pattern;

    /** The exclusions of the breaker (patterns with {@code !}); null if there are none. */
    public final @Nullable ExcludedMethods excluded;

    /** The internal name of the one type that the pattern names, and its subtypes with {@code +}; null if it names none. */
    public final @Nullable String type;

    /**
     * Whether the pattern may mean classes of the JDK: what stands before its first wildcard names a package of theirs. An
     * annotation is the application's.
     */
    public final boolean mayMeanJdk;

    /**
     * Whether these may be classes of {@code java.base}. That module reads no other one, so nothing in it is a subtype of a type
     * that is not in it.
     */
    public final boolean mayMeanBase;

    /** Whether the pattern may mean methods that it does not name: it has a wildcard for them. */
    public final boolean anyMethod;

    private final String prefix;

    private volatile int leftOutKinds;
    private volatile @Nullable String leftOut;

    private volatile @Nullable String proxied;

    /** The preset that the pattern comes from; null if it stands in the user's own file. */
    public volatile @Nullable String client;

    /** All guards of the breaker, this one among them. */
    public volatile List<Guard> ofBreaker = List.of(this);

    /** Whether it has been said why no method is guarded. */
    public volatile boolean told;

    /** Whether the log has said that nothing is guarded so far. */
    public volatile boolean unseenTold;

    /** Whether a class was loaded that the pattern's type names. */
    public volatile boolean typeSeen;

    /** Whether a method was woven for the pattern. */
    public volatile boolean matched;

    /** A pattern from which nothing is taken away; such as one that takes away itself. */
    public Guard(String breaker, MethodPattern pattern) {
        this(breaker, pattern, null);
    }

    /** @param excluded what is taken away from the pattern's methods; null if nothing is */
    public Guard(String breaker, MethodPattern pattern, @Nullable ExcludedMethods excluded) {
        this.breaker = breaker;
        this.pattern = pattern;
        this.excluded = excluded;
        String exact = pattern.exactTypeName();
        this.type = exact == null ? null : exact.replace('.', '/');
        this.prefix = pattern.typeNamePrefix().replace('.', '/');
        this.mayMeanJdk = pattern.typeAnnotation() == null && JdkClasses.isPackage(prefix);
        this.mayMeanBase =
                mayMeanJdk && (type != null ? JdkClasses.isOfBase(type) : JdkClasses.isBeginningOfBase(prefix));
        this.anyMethod = pattern.exactMethodName() == null && pattern.methodAnnotation() == null;
    }

    /** Whether annotations of classes or methods have to be looked at, for the pattern or for what is taken away from it. */
    public boolean needsAnnotations() {
        ExcludedMethods takenAway = excluded;
        return pattern.needsAnnotations() || (takenAway != null && takenAway.needsAnnotations());
    }

    /** Whether the pattern names this class itself: no wildcard, {@code +} or annotation led to it. */
    public boolean names(String internalName) {
        return internalName.equals(type);
    }

    /** Whether what stands before the first wildcard for types names this package or something in it. */
    public boolean begins(String internalPackage) {
        return prefix.startsWith(internalPackage);
    }

    /** Whether its wildcard would mean classes of the JDK if wildcards could. */
    public boolean leavesOutJdk() {
        return type == null
                && !mayMeanJdk
                && pattern.typeAnnotation() == null
                && pattern.mayMeanPackages()
                && JdkClasses.mayBeginWith(prefix);
    }

    /** Notes why something was left out; says whether that is news. Two threads may both hear that it is. */
    public boolean leavesOut(LeftOut kind, String what) {
        boolean known = (leftOutKinds & kind.bit) != 0;
        leftOutKinds |= kind.bit;
        leftOut = leftOut == null ? what : leftOut;
        return !known;
    }

    /** Notes that only a proxy of the JDK implements what the pattern names, in words that follow it; the first stay. */
    public void proxied(String what) {
        proxied = proxied == null ? what : proxied;
    }

    /** The same words; null if no such proxy was seen. */
    public @Nullable String proxied() {
        return proxied;
    }

    /** The first class or method that was left out, and why; null if there is none. */
    public @Nullable String leftOut() {
        return leftOut;
    }

    /** Whether the pattern's type has that name, {@code +} or not. */
    public boolean matchesType(String internalName) {
        return type != null ? type.equals(internalName) : pattern.matchesTypeName(internalName.replace('/', '.'));
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

    /** Whether another pattern of the breaker names that type itself, and means the method. */
    public boolean isNamedByAnother(String internalName, MethodOutline method) {
        for (Guard other : ofBreaker) {
            if (other != this && other.matchesType(internalName) && other.means(method)) {
                return true;
            }
        }
        return false;
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

    /** The pattern with another type in the place of the one that it names. */
    public String withType(String className) {
        String text = pattern.toString();
        String written = String.valueOf(pattern.exactTypeName());
        return text.startsWith(written)
                ? MethodPattern.written(className) + text.substring(written.length())
                : className;
    }

    @Override
    public String toString() {
        return breaker + ": " + pattern;
    }
}
