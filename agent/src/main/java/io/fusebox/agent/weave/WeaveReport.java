package io.fusebox.agent.weave;

import io.fusebox.agent.match.ExcludedMethods;
import io.fusebox.agent.match.Guard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was woven and what could not be, as JMX and the log show it. Safe for use by any thread. */
public final class WeaveReport implements Function<String, List<String>> {
    /** Failures that are remembered; a program that loads classes for ever must not fill the memory with them. */
    private static final int MAX_FAILURES = 200;

    /** The same for remarks. */
    private static final int MAX_REMARKS = 200;

    private final Map<String, TreeSet<String>> methods = new TreeMap<>();

    /** What failed, and the class that it concerns. */
    private final TreeMap<String, String> failures = new TreeMap<>();

    /** The classes that were woven once, by name. A class stays here, for whether it could be un-woven is not sure. */
    private final Set<String> woven = new HashSet<>();

    private final Set<String> remarks = new HashSet<>();

    /** Forgets what it knows of classes that are about to be woven again. */
    synchronized void forget(Set<String> classNames) {
        for (TreeSet<String> ofBreaker : methods.values()) {
            for (Iterator<String> all = ofBreaker.iterator(); all.hasNext(); ) {
                String method = all.next();
                if (classNames.contains(classOf(method))) {
                    all.remove();
                }
            }
        }
        for (Iterator<String> all = failures.values().iterator(); all.hasNext(); ) {
            if (classNames.contains(all.next())) {
                all.remove();
            }
        }
    }

    synchronized void guarded(String breaker, String method) {
        // Without a lambda: this is on the way of the start.
        TreeSet<String> ofBreaker = methods.get(breaker);
        if (ofBreaker == null) {
            ofBreaker = new TreeSet<>();
            methods.put(breaker, ofBreaker);
        }
        ofBreaker.add(method);
        woven.add(classOf(method));
    }

    private static String classOf(String method) {
        return method.substring(0, method.indexOf('#'));
    }

    /** The classes that were woven, by name. */
    synchronized Set<String> wovenClasses() {
        return new HashSet<>(woven);
    }

    /** The classes that were woven or could not be, by name. */
    synchronized Set<String> knownClasses() {
        Set<String> all = wovenClasses();
        if (!failures.isEmpty()) {
            // At the start there are none, and the JVM need not load what goes through them.
            all.addAll(failures.values());
        }
        return all;
    }

    /** Notes a failure; says whether it is news. */
    synchronized boolean failed(String className, String failure) {
        return failures.size() < MAX_FAILURES && failures.put(failure, className) == null;
    }

    /** Whether a remark has not been made yet. */
    synchronized boolean isNews(String remark) {
        return remarks.size() < MAX_REMARKS && remarks.add(remark);
    }

    /** How many methods are guarded, each for its breaker. */
    public synchronized int size() {
        int size = 0;
        for (TreeSet<String> ofBreaker : methods.values()) {
            size += ofBreaker.size();
        }
        return size;
    }

    /** The guarded methods of a breaker, by its name. */
    @Override
    public List<String> apply(String breaker) {
        return methodsOf(breaker);
    }

    /** The breakers that guard methods, each with their number: {@code payments 2}. */
    synchronized List<String> counts() {
        List<String> all = new ArrayList<>();
        for (Map.Entry<String, TreeSet<String>> breaker : methods.entrySet()) {
            if (!breaker.getValue().isEmpty()) {
                all.add(breaker.getKey() + ' ' + breaker.getValue().size());
            }
        }
        return all;
    }

    /** The guarded methods of a breaker: {@code com.acme.PaymentClient#charge(long)}. */
    public synchronized List<String> methodsOf(String breaker) {
        TreeSet<String> own = methods.get(breaker);
        return own == null ? List.of() : new ArrayList<>(own);
    }

    /** The breakers that guard a method, written as in {@link #methodsOf}. */
    synchronized List<String> breakersOf(String method) {
        List<String> all = new ArrayList<>();
        for (Map.Entry<String, TreeSet<String>> breaker : methods.entrySet()) {
            if (breaker.getValue().contains(method)) {
                all.add(breaker.getKey());
            }
        }
        return all;
    }

    /** Why a method of a class, or the class as a whole, could not be guarded; null if nothing is known. */
    synchronized @Nullable String failureOf(String className, String method) {
        for (Map.Entry<String, String> failure : failures.entrySet()) {
            String text = failure.getKey();
            if (failure.getValue().equals(className)
                    && (text.contains(method) || !text.contains(className + '#') || text.contains(className + ": "))) {
                return text;
            }
        }
        return null;
    }

    /** All guarded methods: {@code payments: com.acme.PaymentClient#charge(long)}. */
    public synchronized List<String> methods() {
        List<String> all = new ArrayList<>();
        for (Map.Entry<String, TreeSet<String>> breaker : methods.entrySet()) {
            for (String method : breaker.getValue()) {
                all.add(breaker.getKey() + ": " + method);
            }
        }
        return all;
    }

    /** The line for a guard that guards nothing, without a known reason. */
    static String unmatched(Guard guard) {
        String leftOut = guard.leftOut();
        if (leftOut != null) {
            return guard + ": guards nothing, for it " + leftOut;
        }
        String proxied = guard.proxied();
        if (proxied != null) {
            return guard + ": " + proxied;
        }
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

    /**
     * The line for a pattern of a preset. A preset has patterns for several versions of a library: as long as one of them
     * guards something, nothing is amiss with the others.
     *
     * @return null if there is nothing to say, or if the preset's first pattern says it
     */
    static @Nullable String unmatchedPreset(Guard guard, List<Guard> guards) {
        boolean first = true;
        for (Guard other : guards) {
            if (other.breaker.equals(guard.breaker)) {
                if (other.matched || other.told) {
                    return null;
                }
                first &= guards.indexOf(guard) <= guards.indexOf(other);
            }
        }
        return first
                ? guard.breaker + ": client = " + guard.client
                        + ": no class of that library with such a method has been loaded yet"
                : null;
    }

    /** The patterns with {@code !} that took nothing away, of the breakers that guard something. */
    private static Set<String> idleExclusions(List<Guard> guards) {
        Set<String> lines = new LinkedHashSet<>();
        for (Guard guard : guards) {
            ExcludedMethods excluded = guard.excluded;
            if (excluded != null && guard.matched && guard.client == null) {
                for (Guard idle : excluded.idle()) {
                    lines.add(idle
                            + ": takes nothing away: it matches no method that the other patterns have matched so far");
                }
            }
        }
        return lines;
    }

    /** What matched nothing or could not be guarded, and why. */
    List<String> unmatched(List<Guard> guards) {
        List<String> all = new ArrayList<>();
        for (Guard guard : guards) {
            if (!guard.matched && !guard.told) {
                String line = guard.client == null ? unmatched(guard) : unmatchedPreset(guard, guards);
                if (line != null) {
                    all.add(line);
                }
            }
        }
        all.addAll(idleExclusions(guards));
        synchronized (this) {
            all.addAll(failures.keySet());
        }
        return all;
    }
}
