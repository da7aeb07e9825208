package io.fusebox.agent.match.plan;

import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ConstantPoolFilter;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.JdkClasses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the guards that match a class. This is asked for every class that the program loads; nearly always no guard matches.
 *
 * <p>The names of classes are compared first. Only if they leave it open, the class file is read, and there again names come
 * first: a class without the word {@code charge} in its constant pool declares no such method. Supertypes come last. Immutable.
 */
public final class GuardPlan {
    private final List<Guard> all;
    private final AnnotatedClasses annotated;
    private final ConstantPoolFilter words = new ConstantPoolFilter();

    /** Those that have a guard to look for, in the order in which they find them. */
    private final List<GuardSearch> searches = new ArrayList<>(3);

    /** One of them; null if no guard has {@code +}. */
    private final @Nullable SubtypeSearch subtypes;

    /** Whether a search asks for the head of every class file. */
    private final boolean readsAll;

    private final boolean mayMeanJdk;
    private final boolean mayMeanBase;
    private final boolean needsAnnotations;

    /** @param annotated where methods with {@code @Guarded} are guarded too */
    public GuardPlan(List<Guard> guards, AnnotatedClasses annotated) {
        all = List.copyOf(guards);
        this.annotated = annotated;
        // First, so that it has a bit however many words the guards have.
        long guardedWord = annotated == AnnotatedClasses.NONE ? 0 : words.bit(ClassOutline.GUARDED);
        NamedGuards named = null;
        WildcardGuards wildcards = null;
        SubtypeSearch ofSubtypes = null;
        AnnotatedTypes annotatedTypes = null;
        boolean jdk = false;
        boolean base = false;
        boolean annotations = false;
        for (Guard guard : guards) {
            annotations |= guard.needsAnnotations();
            jdk |= guard.mayMeanJdk;
            base |= guard.mayMeanBase;
            if (guard.type != null) {
                named = named == null ? new NamedGuards() : named;
                named.add(guard.type, guard);
            }
            if (guard.pattern.needsHierarchy()) {
                ofSubtypes = ofSubtypes == null ? new SubtypeSearch() : ofSubtypes;
                ofSubtypes.add(guard, declared(guard), ofType(guard));
            } else if (guard.pattern.typeAnnotation() != null) {
                annotatedTypes = annotatedTypes == null ? new AnnotatedTypes() : annotatedTypes;
                annotatedTypes.add(guard, declared(guard));
            } else if (guard.type == null) {
                wildcards = wildcards == null ? new WildcardGuards() : wildcards;
                wildcards.add(guard, declared(guard));
            }
        }
        mayMeanJdk = jdk;
        mayMeanBase = base;
        needsAnnotations = annotations;
        subtypes = ofSubtypes;
        readsAll = ofSubtypes != null || annotatedTypes != null;
        addIfThere(named);
        addIfThere(wildcards);
        if (ofSubtypes != null) {
            ofSubtypes.mayLoad(!jdk, !base);
            searches.add(ofSubtypes);
        }
        addIfThere(annotatedTypes);
        if (annotated != AnnotatedClasses.NONE) {
            searches.add(new GuardedMethods(annotated, guardedWord));
        }
    }

    private void addIfThere(@Nullable GuardSearch search) {
        if (search != null) {
            searches.add(search);
        }
    }

    /** The words that the class file of a class must have that declares what the guard means. */
    private long declared(Guard guard) {
        String method = guard.pattern.exactMethodName();
        return (method == null ? 0 : words.bit(method))
                | ofAnnotation(guard.pattern.methodAnnotation())
                | ofAnnotation(guard.pattern.typeAnnotation());
    }

    private long ofAnnotation(@Nullable String className) {
        return className == null ? 0 : words.bit("L" + className.replace('.', '/') + ";");
    }

    /** The word of the type that the guard names, if it names a method too. */
    private long ofType(Guard guard) {
        return guard.pattern.exactMethodName() == null || guard.type == null ? 0 : words.bit(guard.type);
    }

    /** The guards that only one of the two plans has, and the guards of the given breakers. */
    public GuardPlan difference(GuardPlan next, Set<String> breakers) {
        Set<Guard> there = new HashSet<>(next.all);
        List<Guard> guards = new ArrayList<>();
        for (Guard guard : all) {
            if (!there.contains(guard)) {
                guards.add(guard);
            }
        }
        addNew(next, breakers, guards);
        return new GuardPlan(
                guards, isAnnotatedAs(next, breakers) ? AnnotatedClasses.NONE : annotated.and(next.annotated));
    }

    /** The same without what the next plan drops: what it may weave where nothing is woven yet. */
    public GuardPlan added(GuardPlan next, Set<String> breakers) {
        List<Guard> guards = new ArrayList<>();
        addNew(next, breakers, guards);
        return new GuardPlan(guards, isAnnotatedAs(next, breakers) ? AnnotatedClasses.NONE : next.annotated);
    }

    private void addNew(GuardPlan next, Set<String> breakers, List<Guard> guards) {
        Set<Guard> here = new HashSet<>(all);
        for (Guard guard : next.all) {
            if (breakers.contains(guard.breaker) || !here.contains(guard)) {
                guards.add(guard);
            }
        }
    }

    private boolean isAnnotatedAs(GuardPlan next, Set<String> breakers) {
        return annotated == next.annotated && breakers.isEmpty();
    }

    /** The guards of either plan. */
    GuardPlan and(GuardPlan other) {
        Set<Guard> both = new LinkedHashSet<>(all);
        both.addAll(other.all);
        return new GuardPlan(new ArrayList<>(both), annotated.and(other.annotated));
    }

    /** All guards, in the order of the configuration. */
    public List<Guard> all() {
        return all;
    }

    /** Where methods with {@code @Guarded} are guarded. */
    public AnnotatedClasses annotated() {
        return annotated;
    }

    /** Whether a guard may mean a class of the JDK. */
    public boolean mayMeanJdk() {
        return mayMeanJdk;
    }

    private boolean mayMeanJdk(String internalName) {
        return mayMeanJdk && (mayMeanBase || !JdkClasses.isOfBase(internalName));
    }

    /** Whether a pattern asks for annotations of types or methods. */
    public boolean needsAnnotations() {
        return needsAnnotations;
    }

    /** Whether there is nothing to look for. */
    public boolean isEmpty() {
        return all.isEmpty() && annotated == AnnotatedClasses.NONE;
    }

    /** Whether a loaded class is meant for its name or its supertypes, whatever stands in its class file. */
    public boolean means(Class<?> loaded, String internalName) {
        boolean jdk = JdkClasses.isLoader(loaded.getClassLoader());
        if (jdk && !mayMeanJdk(internalName)) {
            return false;
        }
        for (GuardSearch search : searches) {
            if (search.means(loaded, internalName, jdk)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a loaded class that {@link #means} does not know of may be meant for what stands in its class file. */
    public boolean mayMean(Class<?> loaded, String internalName) {
        boolean jdk = JdkClasses.isLoader(loaded.getClassLoader());
        for (GuardSearch search : searches) {
            if (search.mayMean(loaded, internalName, jdk)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks for guards that mean the class.
     *
     * @param loaded the class, if it is loaded already
     * @return null if there are none
     */
    @Nullable
    public MatchResult look(@Nullable ClassLoader loader, String internalName, @Nullable Class<?> loaded, byte[] file) {
        boolean jdk = JdkClasses.isLoader(loader);
        if (jdk && !mayMeanJdk(internalName)) {
            return null;
        }
        PassingClass passing = new PassingClass(loader, internalName, loaded, file, jdk, words);
        if (readsAll) {
            passing.read();
        }
        for (int i = 0; i < searches.size(); i++) {
            searches.get(i).look(passing);
        }
        return passing.found();
    }

    /** The next class of the JDK that was loaded while another one was looked at, and was not looked at itself; null: there is none. */
    @Nullable
    public Class<?> nextUnseen() {
        return subtypes == null ? null : subtypes.nextUnseen();
    }

    /** The internal name of the next type below which guards may have been missed or put in vain; null: there is none. */
    @Nullable
    public String nextMisread() {
        return subtypes == null ? null : subtypes.nextMisread();
    }
}
