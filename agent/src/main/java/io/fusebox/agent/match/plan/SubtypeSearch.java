package io.fusebox.agent.match.plan;

import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.Hierarchy;
import io.fusebox.agent.match.Hierarchy.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Guards that mean subtypes too: {@code com.acme.Gateway+#send}. */
final class SubtypeSearch implements GuardSearch {
    private final List<Candidate> candidates = new ArrayList<>(1);
    private final SubtypeGuards subtypes = new SubtypeGuards();

    /** Whether a guard asks for the supertypes of every class, since it names no method. */
    private boolean asksAlways;

    /** The words of the named types, for guards that name a method. */
    private long mentioned;

    /**
     * A guard, and the words of class files for it.
     *
     * @param number that of the guard in {@link SubtypeGuards}
     * @param declared what the class file of a class must have that declares a method of the guard
     * @param mentioned what it has if it has the named type directly above it; 0 if the guard names no method
     */
    private record Candidate(Guard guard, int number, long declared, long mentioned) {}

    void add(Guard guard, long declared, long ofType) {
        candidates.add(new Candidate(guard, subtypes.add(guard), declared, ofType));
        asksAlways |= declared == 0;
        mentioned |= ofType;
    }

    /** See {@link SubtypeGuards#mayLoadJdk} and {@link SubtypeGuards#mayLoadBase}. */
    void mayLoad(boolean jdk, boolean base) {
        subtypes.mayLoadJdk = jdk;
        subtypes.mayLoadBase = base;
    }

    @Override
    public void look(PassingClass passing) {
        if (passing.jdk || passing.loaded != null) {
            lookAtEach(passing, SubtypeGuards.NONE);
            return;
        }
        boolean asks = asksAlways || asks(passing);
        int answer = subtypes.of(passing.loader, passing.internalName, passing.head(), asks);
        // Nearly always that is all.
        if (answer != SubtypeGuards.NONE || passing.hasAny(mentioned)) {
            lookAtEach(passing, answer);
        }
    }

    private boolean asks(PassingClass passing) {
        for (int i = 0; i < candidates.size(); i++) {
            if (passing.has(candidates.get(i).declared)) {
                return true;
            }
        }
        return false;
    }

    private void lookAtEach(PassingClass passing, int answer) {
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (passing.jdk && !candidate.guard.mayMeanJdk) {
                continue;
            }
            if (passing.has(candidate.declared)) {
                Answer isMeant = isMeant(candidate, passing, answer);
                if (isMeant != Answer.NO) {
                    passing.result().addSubtype(candidate.guard, isMeant);
                }
            } else if (passing.hasAny(candidate.mentioned)) {
                passing.result().addInheriting(candidate.guard, passing.head());
            }
        }
    }

    private Answer isMeant(Candidate candidate, PassingClass passing, int answer) {
        Class<?> loaded = passing.loaded;
        if (loaded != null) {
            return Hierarchy.isMeant(candidate.guard, loaded) ? Answer.YES : Answer.NO;
        }
        if (passing.jdk) {
            return subtypes.ofJdk(candidate.number, passing.internalName, passing.head());
        }
        return answer == SubtypeGuards.NONE ? Answer.NO : subtypes.answer(answer, candidate.number);
    }

    @Override
    public boolean means(Class<?> loaded, String internalName, boolean jdk) {
        int answer = subtypes.ofLoaded(loaded);
        if (answer == SubtypeGuards.NONE) {
            return false;
        }
        for (Candidate candidate : candidates) {
            if ((!jdk || candidate.guard.mayMeanJdk) && subtypes.has(answer, candidate.number)) {
                return true;
            }
        }
        return false;
    }

    /** See {@link GuardPlan#nextUnseen}. */
    @Nullable
    Class<?> nextUnseen() {
        return subtypes.nextUnseen();
    }

    /** See {@link GuardPlan#nextMisread}. */
    @Nullable
    String nextMisread() {
        return subtypes.nextMisread();
    }
}
