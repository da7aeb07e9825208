package io.fusebox.agent.match.plan;

import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ClassHeads;
import io.fusebox.agent.classfile.NameTable;
import io.fusebox.agent.classfile.PerLoader;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.Hierarchy;
import io.fusebox.agent.match.JdkClasses;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Says which guards with {@code +} a class is meant by, for its own name or for a type above it. It asks class files: no class
 * of the application is loaded for it.
 *
 * <p>The class file of a supertype is read once at most, and not at all if the supertype was loaded before: then it has passed
 * here. Of each type it keeps a number of two bytes, which stands for a set of guards. Safe for use by any thread.
 */
final class SubtypeGuards {
    private static final long OBJECT = NameTable.hash("java/lang/Object");

    /** The answer for a class that no guard means. */
    static final int NONE = 0;

    /** In an answer: the class file of a type above was not to be found. */
    private static final int UNCLEAR = 1 << 14;

    /** For the name of each type that a guard has in full, the answer. */
    private final NameTable ofName = new NameTable();

    private final List<Guard> withGlobs = new ArrayList<>(0);
    private final List<Guard> guards = new ArrayList<>();

    /** Whether a class of the JDK may be loaded for an answer: no guard means one, so none is missed. */
    boolean mayLoadJdk;

    /** The same for a class of {@code java.base}. */
    boolean mayLoadBase;

    /** Answers for classes of the JDK, whichever of its loaders has them. */
    private final NameTable ofJdk = new NameTable();

    /** Whether no guard means a class for being an object. */
    private boolean objectIsNone = true;

    /** Classes of the JDK that were loaded for an answer. They passed no transformer, unless they were there before. */
    private final ConcurrentLinkedQueue<Class<?>> unseen = new ConcurrentLinkedQueue<>();

    /** Types that were loaded from another class file than the one that was read for an answer. */
    private final ConcurrentLinkedQueue<String> misread = new ConcurrentLinkedQueue<>();

    private final ClassHeads heads = new ClassHeads();
    private final PerLoader<NameTable> known = new PerLoader<>();

    /** The sets that answers stand for. Guarded by itself. */
    private final List<BitSet> sets = new ArrayList<>();

    private final Map<BitSet, Integer> numbers = new HashMap<>();

    SubtypeGuards() {
        number(new BitSet(0));
    }

    /** The number of the guard in {@link #has}. Only before the first question. */
    int add(Guard guard) {
        int index = guards.size();
        guards.add(guard);
        if (guard.type == null) {
            withGlobs.add(guard);
            objectIsNone = false;
        } else {
            long hash = NameTable.hash(guard.type);
            BitSet ofType = ofName.get(hash) == NameTable.ABSENT ? new BitSet() : set(ofName.get(hash));
            ofType.set(index);
            ofName.put(hash, number(ofType));
            objectIsNone &= hash != OBJECT;
        }
        return index;
    }

    /**
     * Whether the guard means a class of the JDK that is being loaded. Its supertypes are loaded for the answer, since they cannot be
     * read: what reads them may be what is being loaded. They pass no transformer, so the own name comes first.
     */
    Hierarchy.Answer ofJdk(int guard, String internalName, ClassFile file) {
        if (guards.get(guard).matchesType(internalName)) {
            return Hierarchy.Answer.YES;
        }
        long hash = file.hash();
        int answer = ofJdk.get(hash);
        if (answer == NameTable.ABSENT) {
            answer = named(hash, internalName);
            for (String supertype : file.supertypes()) {
                answer = both(answer, aboveInJdk(supertype));
            }
            ofJdk.put(hash, answer);
        }
        return answer(answer, guard);
    }

    private int aboveInJdk(String internalName) {
        int answer = ofJdk.get(NameTable.hash(internalName));
        if (answer != NameTable.ABSENT) {
            return answer;
        }
        Class<?> above = classOfJdk(internalName);
        if (above == null) {
            return UNCLEAR;
        }
        unseen.add(above);
        return ofLoaded(above);
    }

    /** The answer for a class that is loaded, whose supertypes are loaded too. */
    int ofLoaded(Class<?> type) {
        boolean jdk = JdkClasses.isLoader(type.getClassLoader());
        String internalName = type.getName().replace('.', '/');
        long hash = NameTable.hash(internalName);
        int answer = jdk ? ofJdk.get(hash) : NameTable.ABSENT;
        if (answer != NameTable.ABSENT && !isUnclear(answer)) {
            return answer;
        }
        answer = named(hash, internalName);
        Class<?> superclass = type.getSuperclass();
        if (superclass != null) {
            answer = both(answer, ofLoaded(superclass));
        }
        for (Class<?> one : type.getInterfaces()) {
            answer = both(answer, ofLoaded(one));
        }
        if (jdk) {
            ofJdk.put(hash, answer);
        }
        return answer;
    }

    /**
     * The answer for a class of the program that is being loaded, for {@link #has} and {@link #isUnclear}.
     *
     * @param wanted whether anybody asks. If not, the class is noted, for a class below it may be asked about later, and no
     *     file is read
     */
    int of(@Nullable ClassLoader loader, String internalName, ClassFile file, boolean wanted) {
        return passes(namesOf(loader), loader, internalName, file, wanted);
    }

    private int passes(
            NameTable names, @Nullable ClassLoader loader, String internalName, ClassFile type, boolean wanted) {
        long hash = type.hash();
        int answer = named(hash, internalName);
        for (int i = 0; i < type.supertypeCount(); i++) {
            int above = known(names, type.supertypeHash(i));
            if (above == NameTable.ABSENT) {
                String supertype = type.supertype(i);
                if (!wanted && names.get(hash) == NameTable.ABSENT && !mayLoad(supertype)) {
                    return UNCLEAR;
                }
                above = find(names, hash, loader, supertype);
            }
            answer = both(answer, above);
        }
        int before = names.put(hash, answer);
        if (before != answer && before != NameTable.ABSENT && !isUnclear(before)) {
            // Its file was read for an answer, and the loader defines something else.
            misread.add(internalName);
        }
        return answer;
    }

    /** Whether that guard means the class of that answer. */
    boolean has(int answer, int guard) {
        synchronized (sets) {
            return sets.get(answer & ~UNCLEAR).get(guard);
        }
    }

    /** The same, or that it is not known. */
    Hierarchy.Answer answer(int answer, int guard) {
        if (has(answer, guard)) {
            return Hierarchy.Answer.YES;
        }
        return isUnclear(answer) ? Hierarchy.Answer.UNCLEAR : Hierarchy.Answer.NO;
    }

    /** Whether guards may mean the class that the answer does not have. */
    static boolean isUnclear(int answer) {
        return (answer & UNCLEAR) != 0;
    }

    private int known(NameTable names, long hash) {
        return hash == OBJECT && objectIsNone ? NONE : names.get(hash);
    }

    /** The answer for a type that the loader was not asked for before, above the one with that hash. */
    private int find(NameTable names, long below, @Nullable ClassLoader loader, String internalName) {
        if (names.get(below) == NameTable.ABSENT) {
            // A broken class file may have itself above it.
            names.put(below, UNCLEAR);
        }
        long hash = NameTable.hash(internalName);
        int answer = JdkClasses.isPackage(internalName) ? ofJdk.get(hash) : NameTable.ABSENT;
        if (answer == NameTable.ABSENT) {
            Class<?> loaded = mayLoad(internalName) ? classOfJdk(internalName) : null;
            if (loaded != null) {
                answer = ofLoaded(loaded);
            } else {
                byte[] head = loader == null ? null : heads.read(loader, internalName);
                if (head != null) {
                    return passes(names, loader, internalName, new ClassFile(head), true);
                }
                answer = named(hash, internalName) | UNCLEAR;
            }
        }
        names.put(hash, answer);
        return answer;
    }

    private boolean mayLoad(String internalName) {
        return JdkClasses.isPackage(internalName) && (mayLoadJdk || (mayLoadBase && JdkClasses.isOfBase(internalName)));
    }

    /** The JVM is about to load it too, and no code of the application runs for it. */
    private static @Nullable Class<?> classOfJdk(String internalName) {
        if (!JdkClasses.isPackage(internalName)) {
            return null;
        }
        try {
            return Class.forName(internalName.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError notThere) {
            return null;
        }
    }

    /** The next class of the JDK that was loaded for an answer, and may have to be looked at; null: there is none. */
    @Nullable
    Class<?> nextUnseen() {
        return unseen.poll();
    }

    /** The internal name of the next type below which answers may have been wrong; null: there is none. */
    @Nullable
    String nextMisread() {
        return misread.poll();
    }

    /** The answer for the name alone. Nearly always there is none, and the answers above are none too: then nothing is allocated. */
    private int named(long hash, String internalName) {
        int answer = ofName.get(hash);
        if (answer == NameTable.ABSENT) {
            answer = NONE;
        }
        return withGlobs.isEmpty() ? answer : withGlobs(answer, internalName);
    }

    private int withGlobs(int answer, String internalName) {
        BitSet all = set(answer);
        for (int i = 0; i < withGlobs.size(); i++) {
            Guard guard = withGlobs.get(i);
            if (guard.matchesType(internalName)) {
                all.set(guards.indexOf(guard));
            }
        }
        return number(all);
    }

    private int both(int answer, int other) {
        return answer == other || other == NONE ? answer : answer == NONE ? other : union(answer, other);
    }

    private int union(int answer, int other) {
        BitSet all = set(answer);
        all.or(set(other));
        return number(all) | ((answer | other) & UNCLEAR);
    }

    /** A copy of the set that the answer stands for. */
    private BitSet set(int answer) {
        synchronized (sets) {
            return (BitSet) sets.get(answer & ~UNCLEAR).clone();
        }
    }

    /** @throws IllegalStateException if there are more sets than numbers; then patterns and types are of no sane program */
    private int number(BitSet set) {
        synchronized (sets) {
            Integer known = numbers.get(set);
            if (known != null) {
                return known;
            }
            int number = sets.size();
            if (number >= UNCLEAR) {
                throw new IllegalStateException("more than " + UNCLEAR + " sets of patterns with '+'");
            }
            sets.add(set);
            numbers.put(set, number);
            return number;
        }
    }

    private NameTable namesOf(@Nullable ClassLoader loader) {
        NameTable names = known.get(loader);
        return names == null ? known.putIfAbsent(loader, new NameTable()) : names;
    }
}
