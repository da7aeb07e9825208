package io.fusebox.agent.match;

import io.fusebox.agent.classfile.ClassFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a look at one class: which guards match it, and what must be looked at once more. */
public final class MatchResult {
    /** The guards that mean the class. */
    public final List<Guard> guards = new ArrayList<>(2);

    /** Guards that mean the class, which does not itself declare the method that they name. */
    public final List<Guard> inheriting = new ArrayList<>(0);

    /** Whether a method may bear {@code @Guarded}. */
    public boolean annotated;

    /** Whether it is a proxy of the JDK, which only passes calls on: what it passes them to is guarded itself. */
    public boolean proxy;

    /** Whether a supertype's class file is missing: when the class is loaded, it can be asked itself. */
    public boolean unclear;

    public MatchResult(List<Guard> named) {
        guards.addAll(named);
    }

    boolean isEmpty() {
        return guards.isEmpty() && inheriting.isEmpty() && !annotated && !unclear;
    }

    void add(Guard guard) {
        guards.add(guard);
    }

    /**
     * Adds a guard that means the class for its annotation, which who reads the class file looks for, or a loaded class for
     * its supertypes.
     *
     * @param declares whether the class may declare the method that the guard names
     */
    void deeper(Guard guard, boolean declares, @Nullable Class<?> loaded, byte[] file) {
        if (guards.contains(guard)) {
            return;
        }
        if (!guard.pattern.needsHierarchy()) {
            guards.add(guard);
            return;
        }
        if (!declares) {
            ClassFile type = new ClassFile(file);
            if (type.isConcrete() && type.supertypes().contains(guard.type)) {
                inheriting.add(guard);
            }
            return;
        }
        if (loaded != null && Hierarchy.isMeant(guard, loaded)) {
            guards.add(guard);
        }
    }

    /** @param answer what {@link SubtypeGuards} says of the class */
    void subtype(Guard guard, Hierarchy.Answer answer) {
        if (guards.contains(guard)) {
            return;
        }
        if (answer == Hierarchy.Answer.YES) {
            guards.add(guard);
        }
        unclear |= answer == Hierarchy.Answer.UNCLEAR;
    }
}
