package io.fusebox.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was woven and what could not be, as JMX and the log show it. Safe for use by any thread. */
final class WeaveReport {
    /** Failures that are remembered; a program that loads classes for ever must not fill the memory with them. */
    private static final int MAX_FAILURES = 200;

    private final Map<String, TreeSet<String>> methods = new TreeMap<>();
    private final TreeSet<String> failures = new TreeSet<>();

    /** Forgets everything: all classes are about to be woven again. */
    synchronized void clear() {
        methods.clear();
        failures.clear();
    }

    synchronized void guarded(String breaker, String method) {
        methods.computeIfAbsent(breaker, name -> new TreeSet<>()).add(method);
    }

    /** Notes a failure; says whether it is news. */
    synchronized boolean failed(String failure) {
        return failures.size() < MAX_FAILURES && failures.add(failure);
    }

    /** The guarded methods of a breaker: {@code com.acme.PaymentClient#charge(long)}. */
    synchronized List<String> methodsOf(String breaker) {
        TreeSet<String> own = methods.get(breaker);
        return own == null ? List.of() : new ArrayList<>(own);
    }

    /** All guarded methods: {@code payments: com.acme.PaymentClient#charge(long)}. */
    synchronized List<String> methods() {
        List<String> all = new ArrayList<>();
        for (Map.Entry<String, TreeSet<String>> breaker : methods.entrySet()) {
            for (String method : breaker.getValue()) {
                all.add(breaker.getKey() + ": " + method);
            }
        }
        return all;
    }

    /** Of a guard that guards nothing and of which no more is known. */
    static String unmatched(Guard guard) {
        if (guard.typeSeen) {
            return guard + ": the classes that it names have no such method that could be guarded";
        }
        if (guard.pattern.typeAnnotation() != null) {
            return guard + ": no class with that annotation and such a method has been loaded yet";
        }
        return guard.pattern.needsHierarchy()
                ? guard + ": no class of that type with such a method has been loaded yet"
                : guard + ": no class of that name has been loaded yet";
    }

    /** What matched nothing or could not be guarded, and why. */
    List<String> unmatched(List<Guard> guards) {
        List<String> all = new ArrayList<>();
        for (Guard guard : guards) {
            if (!guard.matched && !guard.told) {
                all.add(unmatched(guard));
            }
        }
        synchronized (this) {
            all.addAll(failures);
        }
        return all;
    }
}
