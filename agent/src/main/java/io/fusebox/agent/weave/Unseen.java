package io.fusebox.agent.weave;

import io.fusebox.agent.config.spelling.EditDistance;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.JdkClasses;
import io.fusebox.agent.match.OffLimitsClasses;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Patterns that guard nothing, as the log tells them once the program has been up for some time: first those whose class
 * no class loader of the program knows, which are rather misspelt, later all others. Asks class loaders, which are code of
 * the program: for Fusebox's own thread only.
 */
final class Unseen {
    /** A file of many patterns for another program must not fill the log. */
    private static final int MOST_LINES = 20;

    private static final int MOST_LOADERS = 100;
    private static final int MOST_LETTERS = 2;

    private final Instrumentation instrumentation;
    private final AgentLog log;

    Unseen(Instrumentation instrumentation, AgentLog log) {
        this.instrumentation = instrumentation;
        this.log = log;
    }

    /** Tells the patterns that name a class which is nowhere to be found. */
    void tellUnknown(List<Guard> guards) {
        List<String> lines = new ArrayList<>();
        Class<?>[] loaded = null;
        Set<ClassLoader> loaders = Set.of();
        for (Guard guard : guards) {
            if (guard.type == null || guard.client != null || isTold(guard) || guard.typeSeen) {
                continue;
            }
            if (loaded == null) {
                loaded = instrumentation.getAllLoadedClasses();
                loaders = loadersOf(loaded);
            }
            if (!isKnown(guard.type, loaders)) {
                guard.unseenTold = true;
                lines.add(WeaveReport.unmatched(guard) + ", and no class loader of the program knows one"
                        + suggestion(guard, loaded));
            }
        }
        tell(lines);
    }

    /** Tells all patterns that guard nothing so far. */
    void tellRest(List<Guard> guards) {
        List<String> lines = new ArrayList<>();
        for (Guard guard : guards) {
            if (!isTold(guard)) {
                guard.unseenTold = true;
                String line = guard.client == null
                        ? WeaveReport.unmatched(guard)
                        : WeaveReport.unmatchedPreset(guard, guards);
                if (line != null) {
                    lines.add(line);
                }
            }
        }
        tell(lines);
    }

    private static boolean isTold(Guard guard) {
        return guard.matched || guard.told || guard.unseenTold;
    }

    private void tell(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (i == MOST_LINES && lines.size() > MOST_LINES + 1) {
                log.line("not guarded so far: " + (lines.size() - MOST_LINES)
                        + " more patterns; UnmatchedMethods has all of them");
                return;
            }
            log.line("not guarded so far: " + lines.get(i));
        }
    }

    /** The class loaders of the program. */
    static Set<ClassLoader> loadersOf(Class<?>[] loaded) {
        Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
        loaders.add(ClassLoader.getSystemClassLoader());
        for (Class<?> one : loaded) {
            ClassLoader loader = one.getClassLoader();
            if (loader != null && loaders.size() < MOST_LOADERS && loader != Unseen.class.getClassLoader()) {
                loaders.add(loader);
            }
        }
        return loaders;
    }

    /** Whether one of them finds a class file. */
    static boolean isKnown(String internalName, Set<ClassLoader> loaders) {
        for (ClassLoader loader : loaders) {
            try {
                if (loader.getResource(internalName + ".class") != null) {
                    return true;
                }
            } catch (RuntimeException | LinkageError fault) {
                // It is the program's code; a loader that fails shows nothing.
            }
        }
        return false;
    }

    /** The class of the program that was probably meant, in words that end a sentence; empty if none is like it. */
    static String suggestion(Guard guard, Class<?>[] loaded) {
        String written = String.valueOf(guard.pattern.exactTypeName());
        String simple = written.substring(written.lastIndexOf('.') + 1);
        String nearest = null;
        int least = MOST_LETTERS + 1;
        for (Class<?> one : loaded) {
            String name = one.getName();
            if (JdkClasses.isLoader(one.getClassLoader()) || OffLimitsClasses.isOurs(name.replace('.', '/'))) {
                continue;
            }
            int distance = distance(written, simple, name);
            if (distance < least || (distance == least && nearest != null && name.compareTo(nearest) < 0)) {
                least = distance;
                nearest = name;
            }
        }
        return nearest == null ? "" : "; write " + guard.withType(nearest);
    }

    /** A class that has the name in another package, or as another class's own, is as near as one with a letter wrong. */
    private static int distance(String written, String simple, String name) {
        if (name.endsWith(simple) && name.length() > simple.length()) {
            char before = name.charAt(name.length() - simple.length() - 1);
            if (before == '.' || before == '$') {
                return 1;
            }
        }
        if (written.replace('.', '$').equals(name.replace('.', '$'))) {
            return 0;
        }
        return Math.abs(written.length() - name.length()) > MOST_LETTERS
                ? MOST_LETTERS + 1
                : EditDistance.between(written, name);
    }

    /** How many methods are guarded, for the log; null if there are none. */
    static @Nullable String counted(WeaveReport report) {
        List<String> counts = report.counts();
        if (counts.isEmpty()) {
            return null;
        }
        int shown = Math.min(counts.size(), MOST_LINES);
        String more = counts.size() > shown ? " and " + (counts.size() - shown) + " more" : "";
        return "guarded so far: " + report.size() + (report.size() == 1 ? " method: " : " methods: ")
                + String.join(", ", counts.subList(0, shown)) + more;
    }
}
