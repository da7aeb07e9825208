package io.fusebox.agent.match;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All types above a type, as internal names. Immutable.
 *
 * @param names nearest first
 * @param complete true if these are all; false if a class file could not be found
 */
record Supertypes(List<String> names, boolean complete) {
    static final Supertypes NONE = new Supertypes(List.of(), true);
    static final Supertypes UNKNOWN = new Supertypes(List.of(), false);

    /** Collects the types above one. */
    static final class Collector {
        private final Set<String> names = new LinkedHashSet<>();
        private boolean complete = true;

        /** A type directly above, and the types above that. */
        void add(String name, Supertypes above) {
            names.add(name);
            names.addAll(above.names);
            complete &= above.complete;
        }

        Supertypes done() {
            return new Supertypes(new ArrayList<>(names), complete);
        }
    }
}
