package io.fusebox.agent.match;

import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.classfile.PerLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a pattern with {@code +} means a class for one of its supertypes, from class files alone: a class of the
 * application is never loaded for it. Safe for use by any thread.
 */
public final class Hierarchy {
    private final PerLoader<ConcurrentHashMap<String, Supertypes>> known = new PerLoader<>();

    /** Whether supertypes of a class that is just being loaded match the guard's pattern. */
    public enum Answer {
        YES,
        NO,
        /** Not as far as could be seen; the class file of a supertype is not to be found. */
        UNCLEAR
    }

    /** Whether the type of that name or one above it matches. */
    public Answer isMeant(Guard guard, @Nullable ClassLoader loader, List<String> directSupertypes) {
        Answer answer = Answer.NO;
        for (String direct : directSupertypes) {
            if (guard.matchesType(direct)) {
                return Answer.YES;
            }
            Supertypes above = above(loader, direct);
            for (String name : above.names()) {
                if (guard.matchesType(name)) {
                    return Answer.YES;
                }
            }
            answer = above.complete() ? answer : Answer.UNCLEAR;
        }
        return answer;
    }

    /** The same for a class that is loaded, whose supertypes are loaded too. */
    public static boolean isMeant(Guard guard, Class<?> type) {
        if (guard.pattern.matchesTypeName(type.getName())) {
            return true;
        }
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && isMeant(guard, superclass)) {
            return true;
        }
        for (Class<?> one : type.getInterfaces()) {
            if (isMeant(guard, one)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The first of the types that a class of that name is or inherits; null if it is none. Loads nothing: the class may be
     * the very one that is being loaded.
     */
    @Nullable
    public String firstOf(String[] types, @Nullable ClassLoader loader, String internalName) {
        String own = oneOf(types, internalName);
        if (own != null) {
            return own;
        }
        for (String name : above(loader, internalName).names()) {
            String found = oneOf(types, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String oneOf(String[] types, String name) {
        for (String type : types) {
            if (type.equals(name)) {
                return type;
            }
        }
        return null;
    }

    private Supertypes above(@Nullable ClassLoader loader, String internalName) {
        if (internalName.equals("java/lang/Object")) {
            return Supertypes.NONE;
        }
        Map<String, Supertypes> names = known.get(loader);
        if (names == null) {
            names = known.putIfAbsent(loader, new ConcurrentHashMap<>());
        }
        Supertypes above = names.get(internalName);
        if (above == null) {
            above = read(loader, internalName);
            names.put(internalName, above);
        }
        return above;
    }

    private Supertypes read(@Nullable ClassLoader loader, String internalName) {
        byte[] file = ClassSource.readHead(loader, internalName);
        if (file == null) {
            return Supertypes.UNKNOWN;
        }
        Supertypes.Collector all = new Supertypes.Collector();
        for (String direct : new ClassFile(file).supertypes()) {
            all.add(direct, above(loader, direct));
        }
        return all.done();
    }
}
