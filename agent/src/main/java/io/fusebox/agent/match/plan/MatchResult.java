package io.fusebox.agent.match.plan;

import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.Hierarchy;
import java.util.ArrayList;
import java.util.List;

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

    boolean isEmpty() {
        return guards.isEmpty() && inheriting.isEmpty() && !annotated && !unclear;
    }

    /** Adds a guard that means the class, unless it was added for another reason. */
    void add(Guard guard) {
        if (!guards.contains(guard)) {
            guards.add(guard);
        }
    }

    /** Adds a guard that may mean a class for a type above it, though the class does not declare the method that the guard names. */
    void addInheriting(Guard guard, ClassFile type) {
        if (!guards.contains(guard) && type.isConcrete() && type.supertypes().contains(guard.type)) {
            inheriting.add(guard);
        }
    }

    /** Adds a guard with {@code +}, by what {@link SubtypeGuards} says of the class. */
    void addSubtype(Guard guard, Hierarchy.Answer answer) {
        if (answer == Hierarchy.Answer.YES) {
            add(guard);
        }
        unclear |= answer == Hierarchy.Answer.UNCLEAR && !guards.contains(guard);
    }
}
