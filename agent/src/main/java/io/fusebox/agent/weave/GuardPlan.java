package io.fusebox.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which guards a class may concern, by its name alone: the question asked of every class that the program loads, almost
 * always answered with no. Immutable.
 */
final class GuardPlan {
    private static final Guard[] NONE = {};

    /** How the names of the packages begin whose classes the bootstrap loader owns. */
    private static final String[] JDK = {
        "java.", "javax.", "jdk.", "sun.", "com.sun.", "org.ietf.", "org.w3c.", "org.xml."
    };

    private final List<Guard> all;

    /** Guards of exactly one type, by internal name. */
    private final Map<String, Guard[]> exact = new HashMap<>();

    /** Guards of types whose names match a glob, and the internal names' common beginnings beside them. */
    private final Guard[] globs;

    private final String[] prefixes;

    /** Guards for which a class must be looked into: subtypes, annotated types. */
    private final Guard[] deep;

    GuardPlan(List<Guard> guards) {
        all = List.copyOf(guards);
        List<Guard> byGlob = new ArrayList<>();
        List<Guard> byContent = new ArrayList<>();
        for (Guard guard : guards) {
            String type = guard.pattern.exactTypeName();
            if (guard.pattern.needsHierarchy() || guard.pattern.typeAnnotation() != null) {
                byContent.add(guard);
            } else if (type == null) {
                byGlob.add(guard);
            } else {
                String internalName = type.replace('.', '/');
                Guard[] before = exact.getOrDefault(internalName, NONE);
                Guard[] more = new Guard[before.length + 1];
                System.arraycopy(before, 0, more, 0, before.length);
                more[before.length] = guard;
                exact.put(internalName, more);
            }
        }
        globs = byGlob.toArray(NONE);
        deep = byContent.toArray(NONE);
        prefixes = new String[globs.length];
        for (int i = 0; i < globs.length; i++) {
            prefixes[i] = globs[i].pattern.typeNamePrefix().replace('.', '/');
        }
    }

    /** Whether a guard may mean a class of the bootstrap loader. */
    boolean mayMeanJdk() {
        if (deep.length > 0) {
            return true;
        }
        for (Guard guard : all) {
            if (mayBeOfJdk(guard.pattern.typeNamePrefix())) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayBeOfJdk(String typeName) {
        for (String start : JDK) {
            if (typeName.startsWith(start) || start.startsWith(typeName)) {
                return true;
            }
        }
        return false;
    }

    /** The guards that are in one of the two plans alone, and those of the breakers. */
    GuardPlan difference(GuardPlan other, Set<String> breakers) {
        List<Guard> guards = new ArrayList<>();
        for (Guard guard : all) {
            if (!other.all.contains(guard)) {
                guards.add(guard);
            }
        }
        for (Guard guard : other.all) {
            if (breakers.contains(guard.breaker) || !all.contains(guard)) {
                guards.add(guard);
            }
        }
        return new GuardPlan(guards);
    }

    /** All guards, in the order of the configuration. */
    List<Guard> all() {
        return all;
    }

    /** The guards that mean a class of this name whatever is in it; null if there are none. */
    @Nullable
    List<Guard> byName(String internalName) {
        Guard[] named = exact.get(internalName);
        List<Guard> guards = null;
        for (int i = 0; i < globs.length; i++) {
            if (internalName.startsWith(prefixes[i])
                    && globs[i].pattern.matchesTypeName(internalName.replace('/', '.'))) {
                guards = guards == null ? new ArrayList<>() : guards;
                guards.add(globs[i]);
            }
        }
        if (named == null) {
            return guards;
        }
        guards = guards == null ? new ArrayList<>() : guards;
        for (Guard guard : named) {
            guards.add(guard);
        }
        return guards;
    }

    /** The guards that mean a class for its supertypes or its annotations. */
    Guard[] deep() {
        return deep;
    }
}
