package io.fusebox.agent.match;

import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ClassHeads;
import io.fusebox.agent.classfile.NameTable;
import io.fusebox.agent.classfile.PerLoader;
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
    private static final String OBJECT = "java/lang/Object";

    /** In an answer: the class file of a type above was not to be found. */
    private static final int UNCLEAR = 1 << 14;

    private final Map<String, BitSet> byType = new HashMap<>();
    private final List<Guard> withGlobs = new ArrayList<>(0);
    private final List<Guard> guards = new ArrayList<>();

    /** Whether a class of the JDK may be loaded for an answer: no guard means one, so none is missed. */
    boolean mayLoadJdk;

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
        } else {
            BitSet ofType = byType.get(guard.type);
            if (ofType == null) {
                ofType = new BitSet();
                byType.put(guard.type, ofType);
            }
            ofType.set(index);
        }
        return index;
    }

    /**
     * Whether the guard means a class of the JDK that is being loaded. Its supertypes are loaded for the answer, since they cannot be
     * read: what reads them may be what is being loaded. They pass no transformer, so the own name comes first.
     */
    Hierarchy.Answer ofJdk(Guard guard, String internalName, byte[] file) {
        if (guard.matchesType(internalName)) {
            return Hierarchy.Answer.YES;
        }
        Hierarchy.Answer answer = Hierarchy.Answer.NO;
        for (String supertype : new ClassFile(file).supertypes()) {
            Class<?> above = classOfJdk(supertype);
            if (above == null) {
                answer = Hierarchy.Answer.UNCLEAR;
                continue;
            }
            unseen.add(above);
            if (Hierarchy.isMeant(guard, above)) {
                return Hierarchy.Answer.YES;
            }
        }
        return answer;
    }

    /** The answer for a class of the program that is being loaded, for {@link #has} and {@link #isUnclear}. */
    int of(@Nullable ClassLoader loader, String internalName, byte[] file) {
        return passes(namesOf(loader), loader, internalName, new ClassFile(file).supertypes());
    }

    /**
     * Notes a class that nobody asks about: a class below it may be asked about later. Reads no file, unless the class has other
     * supertypes than the file that was read for it.
     */
    void note(@Nullable ClassLoader loader, String internalName, byte[] file) {
        NameTable names = namesOf(loader);
        List<String> supertypes = new ClassFile(file).supertypes();
        if (names.get(NameTable.hash(internalName)) != NameTable.ABSENT || isKnown(names, supertypes)) {
            passes(names, loader, internalName, supertypes);
        }
    }

    private boolean isKnown(NameTable names, List<String> types) {
        for (String type : types) {
            if (!type.equals(OBJECT)
                    && !(mayLoadJdk && JdkClasses.isPackage(type))
                    && names.get(NameTable.hash(type)) == NameTable.ABSENT) {
                return false;
            }
        }
        return true;
    }

    /** Its file may have been read for an answer before, and the loader may define something else. */
    private int passes(NameTable names, @Nullable ClassLoader loader, String internalName, List<String> supertypes) {
        long hash = NameTable.hash(internalName);
        int before = names.get(hash);
        int answer = ask(names, hash, loader, internalName, supertypes);
        if (before != NameTable.ABSENT && !isUnclear(before) && before != answer) {
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

    private int ask(
            NameTable names, long hash, @Nullable ClassLoader loader, String internalName, List<String> supertypes) {
        if (names.get(hash) == NameTable.ABSENT) {
            // A broken class file may have itself above it.
            names.put(hash, UNCLEAR);
        }
        BitSet all = new BitSet();
        addNamed(internalName, all);
        int unclear = 0;
        for (String supertype : supertypes) {
            int above = above(names, loader, supertype);
            unclear |= above & UNCLEAR;
            addSet(above, all);
        }
        int answer = number(all) | unclear;
        names.put(hash, answer);
        return answer;
    }

    private int above(NameTable names, @Nullable ClassLoader loader, String internalName) {
        if (internalName.equals(OBJECT) && !byType.containsKey(OBJECT) && withGlobs.isEmpty()) {
            return 0;
        }
        long hash = NameTable.hash(internalName);
        int answer = names.get(hash);
        if (answer != NameTable.ABSENT) {
            return answer;
        }
        Class<?> ofJdk = mayLoadJdk ? classOfJdk(internalName) : null;
        if (ofJdk != null) {
            BitSet all = new BitSet();
            addClass(ofJdk, all);
            answer = number(all);
        } else {
            byte[] head = loader == null ? null : heads.read(loader, internalName);
            if (head != null) {
                return ask(names, hash, loader, internalName, new ClassFile(head).supertypes());
            }
            BitSet all = new BitSet();
            addNamed(internalName, all);
            answer = number(all) | UNCLEAR;
        }
        names.put(hash, answer);
        return answer;
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

    private void addClass(Class<?> type, BitSet all) {
        addNamed(type.getName().replace('.', '/'), all);
        Class<?> superclass = type.getSuperclass();
        if (superclass != null) {
            addClass(superclass, all);
        }
        for (Class<?> one : type.getInterfaces()) {
            addClass(one, all);
        }
    }

    private void addNamed(String internalName, BitSet all) {
        BitSet ofType = byType.get(internalName);
        if (ofType != null) {
            all.or(ofType);
        }
        for (int i = 0; i < withGlobs.size(); i++) {
            Guard guard = withGlobs.get(i);
            if (guard.matchesType(internalName)) {
                all.set(guards.indexOf(guard));
            }
        }
    }

    private void addSet(int answer, BitSet all) {
        synchronized (sets) {
            all.or(sets.get(answer & ~UNCLEAR));
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
