package io.fusebox.agent.match.plan;

import io.fusebox.agent.match.Guard;
import java.util.ArrayList;
import java.util.List;

/** Guards of types that bear an annotation: {@code @com.acme.Remote#*}. Who weaves the class looks for the annotation itself. */
final class AnnotatedTypes implements GuardSearch {
    private final List<Candidate> candidates = new ArrayList<>(1);

    /** A guard, and the words that a class file must have for it. */
    private record Candidate(Guard guard, long declared) {}

    /** @param declared the words that a class file must have */
    void add(Guard guard, long declared) {
        candidates.add(new Candidate(guard, declared));
    }

    @Override
    public void look(PassingClass passing) {
        if (passing.jdk) {
            return;
        }
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (passing.has(candidate.declared)) {
                passing.result().add(candidate.guard);
            }
        }
    }

    @Override
    public boolean mayMean(Class<?> loaded, String internalName, boolean jdk) {
        return !jdk;
    }
}
