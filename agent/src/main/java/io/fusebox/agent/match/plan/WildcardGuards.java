package io.fusebox.agent.match.plan;

import io.fusebox.agent.match.Guard;
import java.util.ArrayList;
import java.util.List;

/** Guards whose pattern has a wildcard for types: {@code com.acme.*Client#*}. */
final class WildcardGuards implements GuardSearch {
    private final List<Candidate> candidates = new ArrayList<>(1);

    /** A guard, and what its types must have: the literal beginning and end of their names, and words in their class files. */
    private record Candidate(Guard guard, String prefix, String suffix, long declared) {
        boolean names(String internalName, boolean jdk) {
            return internalName.startsWith(prefix)
                    && internalName.endsWith(suffix)
                    && (!jdk || guard.mayMeanJdk)
                    && guard.matchesType(internalName);
        }
    }

    /** @param declared the words that a class file must have */
    void add(Guard guard, long declared) {
        String prefix = guard.pattern.typeNamePrefix().replace('.', '/');
        String suffix = guard.pattern.typeNameSuffix().replace('.', '/');
        candidates.add(new Candidate(guard, prefix, suffix, declared));
    }

    @Override
    public void look(PassingClass passing) {
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (candidate.guard.typeSeen && passing.isRead() && !passing.has(candidate.declared)) {
                // Its words take less time than its name.
                continue;
            }
            if (candidate.names(passing.internalName, passing.jdk)) {
                candidate.guard.typeSeen = true;
                if (passing.has(candidate.declared)) {
                    passing.result().add(candidate.guard);
                }
            }
        }
    }

    @Override
    public boolean means(Class<?> loaded, String internalName, boolean jdk) {
        for (Candidate candidate : candidates) {
            if (candidate.declared == 0 && candidate.names(internalName, jdk)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean mayMean(Class<?> loaded, String internalName, boolean jdk) {
        for (Candidate candidate : candidates) {
            if (candidate.names(internalName, jdk)) {
                return true;
            }
        }
        return false;
    }
}
