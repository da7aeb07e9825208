package io.fusebox.agent.weave;

import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.fit.GuardedBreaker;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.Hierarchy;
import io.fusebox.agent.match.Inherited;
import io.fusebox.agent.match.OffLimitsClasses;
import io.fusebox.agent.match.plan.GuardPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * For each loaded class and each method that a pattern means: which breaker guards it, or why none does. Asks class loaders, which
 * are code of the program: for the thread of a command only.
 */
final class Explanation {
    /** A pattern for half the program must not fill a terminal. */
    private static final int MOST_LINES = 1_000;

    /** So many implementations of an abstract method are named in its line. */
    private static final int MOST_NAMED = 3;

    private final GuardPlan plan;
    private final GuardedBreakers breakers;
    private final WeaveReport report;
    private final Hierarchy hierarchy;
    private final Class<?>[] loaded;
    private final Guard asked;
    private final List<String> lines = new ArrayList<>();

    /** @param loaded all classes that are loaded */
    Explanation(
            GuardPlan plan,
            GuardedBreakers breakers,
            WeaveReport report,
            Hierarchy hierarchy,
            Class<?>[] loaded,
            MethodPattern pattern) {
        this.plan = plan;
        this.breakers = breakers;
        this.report = report;
        this.hierarchy = hierarchy;
        this.loaded = loaded;
        this.asked = new Guard("", pattern);
    }

    /** A line for each method, by class; if no class fits, what is known of the pattern. */
    List<String> lines() {
        TreeMap<String, Class<?>> classes = new TreeMap<>();
        for (Class<?> one : loaded) {
            if (!one.isArray() && !one.isPrimitive() && !one.isHidden() && isAsked(one)) {
                classes.put(one.getName(), one);
            }
        }
        for (Class<?> one : classes.values()) {
            if (lines.size() > MOST_LINES) {
                lines.add("and more: name fewer classes");
                return lines;
            }
            explain(one);
        }
        if (lines.isEmpty()) {
            explainUnknown();
        }
        return lines;
    }

    private boolean isAsked(Class<?> one) {
        String internalName = one.getName().replace('.', '/');
        return !OffLimitsClasses.isOurs(internalName)
                && (asked.matchesType(internalName)
                        || (asked.pattern.needsHierarchy() && Hierarchy.isMeant(asked, one)));
    }

    private void explain(Class<?> one) {
        String internalName = one.getName().replace('.', '/');
        byte[] file = ClassSource.read(one.getClassLoader(), internalName);
        ClassOutline outline = file == null ? null : outline(file);
        boolean named = asked.names(internalName);
        if (outline == null || file == null) {
            if (named) {
                lines.add(one.getName() + ": is loaded, but its class loader does not show its class file");
            }
            return;
        }
        String annotation = asked.pattern.typeAnnotation();
        if (annotation != null && !outline.hasAnnotation(annotation)) {
            return;
        }
        boolean found = false;
        for (MethodOutline method : outline.methods) {
            if (!method.isSynthetic() && asked.means(method)) {
                found = true;
                lines.add(one.getName() + '#' + method + ": " + reason(one, internalName, file, outline, method));
            }
        }
        if (!found && named) {
            lines.add(withoutMethod(one, internalName, outline));
        }
    }

    private static @Nullable ClassOutline outline(byte[] file) {
        try {
            return ClassOutline.of(OpenedClassReader.of(file));
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private String reason(Class<?> one, String internalName, byte[] file, ClassOutline outline, MethodOutline method) {
        String written = one.getName() + '#' + method;
        List<Guard> meaning = new ArrayList<>();
        for (Guard guard : plan.all()) {
            if (isMeant(guard, one, internalName, outline) && guard.means(method)) {
                meaning.add(guard);
            }
        }
        StringBuilder guarded = new StringBuilder();
        for (String breaker : report.breakersOf(written)) {
            guarded.append(guarded.length() == 0 ? "guarded by " : " and ").append(breaker);
            guarded.append(pattern(breaker, meaning));
        }
        if (guarded.length() > 0) {
            return guarded.toString();
        }
        if (method.isAbstract()) {
            String guards = guardsBelow(meaning);
            if (!guards.isEmpty()) {
                return "abstract: the classes that implement it are guarded by " + guards + "; "
                        + implementations(one, method, meaning);
            }
        }
        String failure = report.failureOf(one.getName(), written);
        if (failure != null) {
            return "not guarded: " + failure;
        }
        String obstacle = obstacle(one, internalName, method);
        if (obstacle != null) {
            return "not guarded: " + obstacle;
        }
        for (Guard guard : meaning) {
            MethodPattern takenAway = guard.excluded == null
                    ? null
                    : guard.excluded.of(one.getClassLoader(), internalName, file, outline, method, hierarchy);
            if (takenAway != null) {
                return "not guarded: " + guard + " leaves it out, for " + takenAway + " takes it away";
            }
        }
        if (!meaning.isEmpty()) {
            Guard guard = meaning.get(0);
            String leftOut = guard.leftOut();
            return "not guarded: " + guard + (leftOut == null ? " could not be woven into it" : " " + leftOut);
        }
        return "not guarded: no pattern names it; write breaker.NAME.methods = " + MethodPattern.written(one.getName())
                + '#' + method.asPattern();
    }

    /** The guards that mean the methods of subtypes, too, as {@code db, pattern java.sql.Statement+#execute* (preset jdbc:12)}. */
    private String guardsBelow(List<Guard> meaning) {
        StringBuilder guards = new StringBuilder();
        for (Guard guard : meaning) {
            if (guard.pattern.needsHierarchy()) {
                guards.append(guards.length() == 0 ? "" : " and ").append(guard.breaker);
                guards.append(pattern(guard.breaker, List.of(guard)));
            }
        }
        return guards.toString();
    }

    /** Which of the loaded classes below a type have the method, guarded, and how to ask for them. */
    private String implementations(Class<?> type, MethodOutline method, List<Guard> meaning) {
        List<String> guarded = new ArrayList<>();
        for (Class<?> one : loaded) {
            String start = one.getName() + '#' + method.name + '(';
            if (one != type
                    && type.isAssignableFrom(one)
                    && !guarded.contains(one.getName())
                    && isGuarded(start, meaning)) {
                guarded.add(one.getName());
            }
        }
        Collections.sort(guarded);
        boolean isCut = guarded.size() > MOST_NAMED;
        return (guarded.isEmpty()
                        ? "no such class is loaded and guarded so far"
                        : "so far these are: " + String.join(", ", isCut ? guarded.subList(0, MOST_NAMED) : guarded)
                                + (isCut ? " and " + (guarded.size() - MOST_NAMED) + " more" : ""))
                + "; ask for " + MethodPattern.written(type.getName()) + "+#" + method.asPattern();
    }

    /** Whether one of the guards' breakers has a method that begins so. */
    private boolean isGuarded(String start, List<Guard> meaning) {
        for (Guard guard : meaning) {
            for (String method : report.methodsOf(guard.breaker)) {
                if (method.startsWith(start)) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable String obstacle(Class<?> one, String internalName, MethodOutline method) {
        if (method.isAbstract()) {
            return "it is abstract; write " + MethodPattern.written(one.getName()) + "+#" + method.asPattern()
                    + " for the classes that implement it";
        }
        String ofMethod = method.obstacle();
        return ofMethod == null ? OffLimitsClasses.reason(one.getClassLoader(), internalName) : ofMethod;
    }

    private static boolean isMeant(Guard guard, Class<?> one, String internalName, ClassOutline outline) {
        String annotation = guard.pattern.typeAnnotation();
        if (annotation != null) {
            return outline.hasAnnotation(annotation);
        }
        return guard.matchesType(internalName) || (guard.pattern.needsHierarchy() && Hierarchy.isMeant(guard, one));
    }

    /** The pattern by which a breaker guards a method, and where it is written. */
    private String pattern(String breaker, List<Guard> meaning) {
        GuardedBreaker guarded = breakers.find(breaker);
        for (Guard guard : meaning) {
            if (guard.breaker.equals(breaker) && guarded != null) {
                BreakerDefinition definition = guarded.definition().of(guard.pattern);
                return ", pattern " + guard.pattern + " (" + definition.place(guard.pattern) + ')';
            }
        }
        return ", which it names itself by @Guarded";
    }

    private String withoutMethod(Class<?> one, String internalName, ClassOutline outline) {
        Inherited inherited = Inherited.find(asked, hierarchy, one.getClassLoader(), internalName);
        return inherited == null
                ? one.getName() + " has no such method" + outline.suggestionFor(asked.pattern)
                : one.getName() + " does not declare " + inherited.method() + " but inherits it; ask for "
                        + inherited.type() + '#' + inherited.method().asPattern();
    }

    /** Nothing that is loaded fits. */
    private void explainUnknown() {
        String type = asked.type;
        if (type == null) {
            lines.add("no loaded class with such a method fits " + asked.pattern);
            return;
        }
        String name = type.replace('/', '.');
        if (!Unseen.isKnown(type, Unseen.loadersOf(loaded))) {
            lines.add("no class loader of the program knows " + name + Unseen.suggestion(asked, loaded));
            return;
        }
        boolean isLoaded = false;
        for (Class<?> one : loaded) {
            isLoaded |= one.getName().equals(name);
        }
        if (isLoaded) {
            lines.add("no loaded class of " + asked.pattern + " declares such a method");
            return;
        }
        byte[] file = fileOf(type);
        ClassOutline outline = file == null ? null : outline(file);
        String waiting = name + " is not loaded yet";
        boolean found = false;
        if (outline != null && file != null) {
            for (MethodOutline method : outline.methods) {
                if (!method.isSynthetic() && asked.means(method)) {
                    found = true;
                    lines.add(waiting + "; " + method + ": " + prospect(type, file, method));
                }
            }
        }
        if (!found) {
            lines.add(waiting
                    + (outline == null ? "" : "; it has no such method" + outline.suggestionFor(asked.pattern)));
        }
    }

    private byte @Nullable [] fileOf(String internalName) {
        for (ClassLoader loader : Unseen.loadersOf(loaded)) {
            byte[] file = ClassSource.read(loader, internalName);
            if (file != null) {
                return file;
            }
        }
        return null;
    }

    private String prospect(String internalName, byte[] file, MethodOutline method) {
        for (Guard guard : plan.all()) {
            boolean isMeant = guard.matchesType(internalName)
                    || (guard.pattern.needsHierarchy()
                            && guard.type != null
                            && new ClassFile(file).supertypes().contains(guard.type));
            if (isMeant && guard.means(method)) {
                return "the pattern " + guard + " names it";
            }
        }
        return "no pattern names it";
    }
}
