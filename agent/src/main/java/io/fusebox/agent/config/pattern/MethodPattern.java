package io.fusebox.agent.config.pattern;

import io.fusebox.agent.config.value.BadValue;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a breaker guards, as in {@code com.acme.PaymentClient#refund(long, java.lang.String)}. Immutable. Knows
 * names and descriptors only; no class is ever loaded for a pattern.
 *
 * <p>Names are necessary, not always sufficient. A method is meant if its type's name or, for a pattern that
 * {@linkplain #needsHierarchy() needs the hierarchy}, the name of one of the type's supertypes matches, and the type and
 * the method bear the {@linkplain #typeAnnotation() annotations} that the pattern asks for.
 */
public final class MethodPattern {
    /** The pattern in its canonical words. */
    private final String text;

    private final boolean excluding;
    private final String type;
    private final boolean typeAnnotated;
    private final boolean typeGlob;
    private final boolean subtypes;
    private final String method;
    private final boolean methodAnnotated;
    private final boolean methodGlob;
    private final @Nullable Parameters parameters;

    /** The names as {@link BackTicks} hides them. */
    MethodPattern(
            boolean excluding,
            String type,
            boolean typeAnnotated,
            boolean subtypes,
            String method,
            boolean methodAnnotated,
            @Nullable Parameters parameters,
            boolean anyParameters) {
        StringBuilder words = new StringBuilder(excluding ? "!" : "");
        words.append(typeAnnotated ? "@" : "").append(BackTicks.written(type)).append(subtypes ? "+" : "");
        words.append('#').append(methodAnnotated ? "@" : "").append(BackTicks.written(method));
        if (parameters != null) {
            words.append('(').append(parameters.text).append(')');
        } else if (anyParameters) {
            words.append("(..)");
        }
        this.text = words.toString();
        this.excluding = excluding;
        this.typeGlob = Glob.isGlob(type);
        this.type = typeGlob ? BackTicks.glob(type) : BackTicks.plain(type);
        this.typeAnnotated = typeAnnotated;
        this.subtypes = subtypes;
        this.methodGlob = Glob.isGlob(method);
        this.method = methodGlob ? BackTicks.glob(method) : BackTicks.plain(method);
        this.methodAnnotated = methodAnnotated;
        this.parameters = parameters;
    }

    /**
     * Parses a pattern.
     *
     * @throws BadValue if it is none; says what to write instead
     */
    public static MethodPattern parse(String text) throws BadValue {
        return PatternParser.parse(text);
    }

    /** Whether it takes away what the others of its list name ({@code !}). */
    public boolean excludes() {
        return excluding;
    }

    /** The one type named, {@code +} or not; null if the pattern has a wildcard or an annotation in its place. */
    public @Nullable String exactTypeName() {
        return typeAnnotated || typeGlob ? null : type;
    }

    /** With what the name of every type begins that {@link #matchesTypeName} accepts; empty if anything goes. */
    public String typeNamePrefix() {
        return typeAnnotated ? "" : typeGlob ? BackTicks.plain(type.substring(0, type.indexOf('*'))) : type;
    }

    /** Whether a type of a package may match; {@code *} alone means those of none. */
    public boolean mayMeanPackages() {
        return typeAnnotated || type.indexOf('.') >= 0 || type.contains("**");
    }

    /** With what the name of every type ends that {@link #matchesTypeName} accepts; empty if anything goes. */
    public String typeNameSuffix() {
        if (typeAnnotated || !typeGlob) {
            return typeAnnotated ? "" : type;
        }
        int star = type.lastIndexOf('*');
        // A ** may stand for no segment at all, and then for no dot.
        return BackTicks.plain(type.substring(type.startsWith("*.", star) ? star + 2 : star + 1));
    }

    /** Whether subtypes of a matching type are meant too ({@code +}). */
    public boolean needsHierarchy() {
        return subtypes;
    }

    /** Whether annotations of the type or the method have to be looked at. */
    public boolean needsAnnotations() {
        return typeAnnotated || methodAnnotated;
    }

    /** The annotation that the type must bear; null if the pattern names types instead. */
    public @Nullable String typeAnnotation() {
        return typeAnnotated ? type : null;
    }

    /** The annotation that the method must bear; null if the pattern names methods instead. */
    public @Nullable String methodAnnotation() {
        return methodAnnotated ? method : null;
    }

    /**
     * Whether the pattern allows a type of this name; every one if it asks for a type annotation.
     *
     * @param dottedName as {@link Class#getName} has it: {@code com.acme.Outer$Inner}
     */
    public boolean matchesTypeName(String dottedName) {
        return typeAnnotated || (typeGlob ? Glob.matches(type, dottedName) : type.equals(dottedName));
    }

    /** The one method named; null if the pattern has a wildcard or an annotation in its place. */
    public @Nullable String exactMethodName() {
        return methodAnnotated || methodGlob ? null : method;
    }

    /**
     * Whether the pattern allows a method of this name; every one if it asks for a method annotation. Constructors and
     * static initialisers never.
     */
    public boolean matchesMethodName(String name) {
        if (name.startsWith("<")) {
            return false;
        }
        return methodAnnotated || (methodGlob ? Glob.matches(method, name) : method.equals(name));
    }

    /**
     * Whether the pattern allows these parameters.
     *
     * @param descriptor a method descriptor such as {@code (JLjava/lang/String;)V}; what it returns does not matter
     */
    public boolean matchesParameters(String descriptor) {
        return parameters == null || descriptor.startsWith(parameters.descriptor);
    }

    /** The name of a method or a class as it is written in a pattern: between back-ticks if it needs them. */
    public static String written(String name) {
        return BackTicks.around(name);
    }

    /** Whether a pattern with the same words: the one that {@link #toString} gives. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MethodPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The pattern in its canonical words; parses to an equal pattern. */
    @Override
    public String toString() {
        return text;
    }
}
