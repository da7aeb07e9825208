package com.acme.witness;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** A guarded method that notes who came by. */
public final class Witness {

    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    private Witness() {}

    static void sees(String who) {
        SEEN.add(who);
    }

    /** Who came by since the last time, in alphabetical order. */
    public static Set<String> seen() {
        Set<String> seen = new TreeSet<>(SEEN);
        SEEN.clear();
        return seen;
    }
}
