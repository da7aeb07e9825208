package io.fusebox.agent.match;

import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ConstantPoolFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the guards that match a class. This is asked for every class that the program loads; nearly always no guard matches.
 *
 * <p>The names of classes are compared first. Only if they leave it open, the class file is read, and there again names come
 * first: a class without the word {@code charge} in its constant pool declares no such method. Supertypes come last. Immutable.
 */
public final class GuardPlan {
    private static final List<Guard> NONE = List.of();

    private final List<Guard> all;
    private final AnnotatedClasses annotated;

    /** Guards of exactly one type, by internal name; with {@code +} they are among {@link #deep} too. */
    private final Map<String, List<Guard>> exact = new HashMap<>();

    /** Guards of types whose names match a glob. */
    private final List<Candidate> globs = new ArrayList<>(0);

    /** Guards for which every class must be looked into: subtypes, annotated types. */
    private final List<Candidate> deep = new ArrayList<>(0);

    private final ConstantPoolFilter words = new ConstantPoolFilter();
    private final long guardedWord;
    private final boolean mayMeanJdk;
    private final boolean needsAnnotations;

    /** Of the deep guards those with {@code +}; null if there are none. */
    private @Nullable SubtypeGuards subtypes;

    /**
     * A guard with the literal beginning and end of its type names, and the words that a class file must have for it.
     *
     * @param subtype its number among those with {@code +}; -1 if it has none
     */
    private record Candidate(Guard guard, String prefix, String suffix, long declared, long named, int subtype) {}

    /** @param annotated where methods with {@code @Guarded} are guarded too */
    public GuardPlan(List<Guard> guards, AnnotatedClasses annotated) {
        all = List.copyOf(guards);
        this.annotated = annotated;
        guardedWord = annotated != AnnotatedClasses.NONE ? words.bit(ClassOutline.GUARDED) : 0;
        boolean jdk = false;
        boolean annotations = false;
        for (Guard guard : guards) {
            annotations |= guard.needsAnnotations();
            jdk |= guard.mayMeanJdk;
            String type = guard.type;
            if (type != null) {
                List<Guard> ofType = exact.get(type);
                if (ofType == null) {
                    ofType = new ArrayList<>(1);
                    exact.put(type, ofType);
                }
                ofType.add(guard);
            }
            if (guard.pattern.needsHierarchy() || guard.pattern.typeAnnotation() != null) {
                deep.add(candidate(guard));
            } else if (type == null) {
                globs.add(candidate(guard));
            }
        }
        mayMeanJdk = jdk;
        needsAnnotations = annotations;
        if (subtypes != null) {
            subtypes.mayLoadJdk = !jdk;
        }
    }

    private Candidate candidate(Guard guard) {
        long declared = 0;
        String method = guard.pattern.exactMethodName();
        String methodAnnotation = guard.pattern.methodAnnotation();
        String typeAnnotation = guard.pattern.typeAnnotation();
        if (method != null) {
            declared |= words.bit(method);
        }
        if (methodAnnotation != null) {
            declared |= words.bit(descriptor(methodAnnotation));
        }
        if (typeAnnotation != null) {
            declared |= words.bit(descriptor(typeAnnotation));
        }
        long named = method != null && guard.type != null ? words.bit(guard.type) : 0;
        return new Candidate(
                guard,
                guard.pattern.typeNamePrefix().replace('.', '/'),
                guard.pattern.typeNameSuffix().replace('.', '/'),
                declared,
                named,
                guard.pattern.needsHierarchy() ? subtypes().add(guard) : -1);
    }

    private SubtypeGuards subtypes() {
        SubtypeGuards known = subtypes;
        if (known == null) {
            known = new SubtypeGuards();
            subtypes = known;
        }
        return known;
    }

    private static String descriptor(String className) {
        return "L" + className.replace('.', '/') + ";";
    }

    /** The guards that only one of the two plans has, and the guards of the given breakers. */
    public GuardPlan difference(GuardPlan other, Set<String> breakers) {
        Set<Guard> here = new HashSet<>(all);
        Set<Guard> there = new HashSet<>(other.all);
        List<Guard> guards = new ArrayList<>();
        for (Guard guard : all) {
            if (!there.contains(guard)) {
                guards.add(guard);
            }
        }
        for (Guard guard : other.all) {
            if (breakers.contains(guard.breaker) || !here.contains(guard)) {
                guards.add(guard);
            }
        }
        boolean isAsBefore = annotated == other.annotated && breakers.isEmpty();
        return new GuardPlan(guards, isAsBefore ? AnnotatedClasses.NONE : annotated.and(other.annotated));
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
        if (exact.containsKey(internalName)) {
            return true;
        }
        boolean jdk = JdkClasses.isLoader(loaded.getClassLoader());
        for (Candidate glob : globs) {
            if (glob.declared == 0 && isNamed(glob, jdk, internalName)) {
                return true;
            }
        }
        return subtypes != null && (!jdk || mayMeanJdk) && meansForSupertype(loaded, jdk, subtypes);
    }

    private boolean meansForSupertype(Class<?> loaded, boolean jdk, SubtypeGuards subtypes) {
        int answer = subtypes.ofLoaded(loaded);
        if (answer == SubtypeGuards.NONE) {
            return false;
        }
        for (Candidate candidate : deep) {
            if (candidate.subtype >= 0
                    && (!jdk || candidate.guard.mayMeanJdk)
                    && subtypes.has(answer, candidate.subtype)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a loaded class that {@link #means} does not know of may be meant for what stands in its class file. */
    public boolean mayMean(Class<?> loaded, String internalName) {
        boolean jdk = JdkClasses.isLoader(loaded.getClassLoader());
        for (Candidate glob : globs) {
            if (isNamed(glob, jdk, internalName)) {
                return true;
            }
        }
        if (jdk) {
            return false;
        }
        for (Candidate candidate : deep) {
            if (candidate.guard.pattern.typeAnnotation() != null) {
                return true;
            }
        }
        return annotated.mayBeIn(loaded.getClassLoader(), internalName);
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
        if (jdk && !mayMeanJdk) {
            return null;
        }
        List<Guard> named = exact.get(internalName);
        MatchResult look = named == null ? null : new MatchResult(named);
        long found = -1;
        boolean searched = false;
        for (int i = 0; i < globs.size(); i++) {
            Candidate glob = globs.get(i);
            if (isNamed(glob, jdk, internalName)) {
                glob.guard.typeSeen = true;
                if (!searched && glob.declared != 0) {
                    found = words.in(file);
                    searched = true;
                }
                if ((found & glob.declared) == glob.declared) {
                    look = look == null ? new MatchResult(NONE) : look;
                    look.add(glob.guard);
                }
            }
        }
        if (deep.isEmpty() && !annotated.mayBeIn(loader, internalName)) {
            return orNothing(look, file);
        }
        found = searched ? found : words.in(file);
        look = lookDeep(loader, internalName, loaded, file, found, look);
        if ((found & guardedWord) != 0 && (deep.isEmpty() || annotated.mayBeIn(loader, internalName))) {
            look = look == null ? new MatchResult(NONE) : look;
            look.annotated = true;
        }
        return orNothing(look, file);
    }

    /** @param found the words that the class file has */
    private @Nullable MatchResult lookDeep(
            @Nullable ClassLoader loader,
            String internalName,
            @Nullable Class<?> loaded,
            byte[] file,
            long found,
            @Nullable MatchResult before) {
        boolean jdk = JdkClasses.isLoader(loader);
        MatchResult look = before;
        int answer = SubtypeGuards.NONE;
        if (subtypes != null && loaded == null && !jdk) {
            answer = subtypes.of(loader, internalName, file, asksForSupertypes(found));
        }
        for (int i = 0; i < deep.size(); i++) {
            Candidate candidate = deep.get(i);
            boolean declares = (found & candidate.declared) == candidate.declared;
            boolean mentions = (found & candidate.named) != 0;
            if (!(declares || mentions) || (jdk && !candidate.guard.mayMeanJdk)) {
                continue;
            }
            Hierarchy.Answer isMeant = null;
            if (candidate.subtype >= 0 && declares && loaded == null) {
                if (jdk) {
                    isMeant = subtypes().ofJdk(candidate.subtype, internalName, file);
                } else {
                    isMeant = answer == SubtypeGuards.NONE
                            ? Hierarchy.Answer.NO
                            : subtypes().answer(answer, candidate.subtype);
                }
                if (isMeant == Hierarchy.Answer.NO) {
                    continue;
                }
            }
            look = look == null ? new MatchResult(NONE) : look;
            if (isMeant == null) {
                look.deeper(candidate.guard, declares, loaded, file);
            } else {
                look.subtype(candidate.guard, isMeant);
            }
        }
        return look;
    }

    private boolean asksForSupertypes(long found) {
        for (int i = 0; i < deep.size(); i++) {
            Candidate candidate = deep.get(i);
            if (candidate.subtype >= 0 && (found & candidate.declared) == candidate.declared) {
                return true;
            }
        }
        return false;
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

    private static boolean isNamed(Candidate candidate, boolean jdk, String internalName) {
        return internalName.startsWith(candidate.prefix)
                && internalName.endsWith(candidate.suffix)
                && (!jdk || candidate.guard.mayMeanJdk)
                && candidate.guard.matchesType(internalName);
    }

    private static @Nullable MatchResult orNothing(@Nullable MatchResult look, byte[] file) {
        if (look == null || look.isEmpty()) {
            return null;
        }
        look.proxy = "java/lang/reflect/Proxy".equals(new ClassFile(file).superclass());
        return look;
    }
}
