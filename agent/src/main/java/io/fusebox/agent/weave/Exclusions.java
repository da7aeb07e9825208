package io.fusebox.agent.weave;

import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.InitialiserCalls;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.match.ExcludedMethods;
import io.fusebox.agent.match.GeneratedClasses;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.Hierarchy;
import io.fusebox.agent.match.JdkClasses;
import io.fusebox.agent.match.LeftOut;
import io.fusebox.agent.match.plan.MatchResult;
import java.util.Iterator;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * What patterns leave out although their words would fit: what a pattern with {@code !} takes away, and what wildcards never
 * mean. Safe for use by any thread.
 */
final class Exclusions {
    private final WeaveDiagnostics findings;
    private final Hierarchy hierarchy;

    Exclusions(WeaveDiagnostics findings, Hierarchy hierarchy) {
        this.findings = findings;
        this.hierarchy = hierarchy;
    }

    /** Says which of the patterns would mean classes of the JDK if a wildcard could. */
    void ofPlan(Iterable<Guard> guards) {
        for (Guard guard : guards) {
            if (guard.leavesOutJdk()) {
                findings.leftOut(
                        guard,
                        LeftOut.JDK,
                        "leaves out all classes of the JDK; begin the pattern with a package of theirs, such as"
                                + " java.net.http., to guard them");
            }
        }
    }

    /** Takes away the guards whose wildcard led to a class that is left out. */
    void ofClass(MatchResult look, String internalName, byte[] file) {
        boolean operation = JdkClasses.isPackage(internalName) && JdkClasses.isForOperation(internalName);
        for (Iterator<Guard> guards = look.guards.iterator(); guards.hasNext(); ) {
            Guard guard = guards.next();
            if (guard.names(internalName)) {
                continue;
            }
            if (operation) {
                guards.remove();
                findings.leftOut(
                        guard,
                        LeftOut.JDK,
                        "leaves out what management, logging and the commands of Fusebox run on, such as "
                                + internalName.replace('/', '.') + "; name a class to guard it");
                continue;
            }
            String kind = GeneratedClasses.kind(guard, internalName, file);
            if (kind != null) {
                guards.remove();
                findings.leftOut(
                        guard,
                        LeftOut.GENERATED,
                        "leaves out what frameworks generate or generate with, such as "
                                + internalName.replace('/', '.') + " (" + kind
                                + "); calls count in the class behind it");
            }
        }
    }

    /** Nothing is said of what a class inherits that frameworks generate. */
    void ofHeirs(MatchResult look, String internalName, byte[] file) {
        for (Iterator<Guard> guards = look.inheriting.iterator(); guards.hasNext(); ) {
            if (GeneratedClasses.kind(guards.next(), internalName, file) != null) {
                guards.remove();
            }
        }
    }

    /** Whether a pattern with {@code !} takes away a method that the guard means. */
    boolean takesAway(Guard guard, ClassWeaver.Subject subject, MethodOutline method) {
        String className = subject.className;
        ExcludedMethods excluded = guard.excluded;
        MethodPattern pattern = excluded == null
                ? null
                : excluded.of(
                        subject.loader,
                        className.replace('.', '/'),
                        subject.classFile,
                        subject.outline,
                        method,
                        hierarchy);
        if (pattern == null) {
            return false;
        }
        // The user has said so: it is no news for the log.
        var unused = guard.leavesOut(
                LeftOut.EXCLUDED,
                "leaves out " + className + '#' + method.asPattern() + ", which " + pattern + " takes away");
        return true;
    }

    /** Whether the guard's wildcard leaves out a method that it means. */
    boolean hasMethod(Guard guard, String className, MethodOutline method, OfInitialiser initialiser) {
        if (!guard.anyMethod) {
            return false;
        }
        if (method.isMain()) {
            findings.leftOut(
                    guard,
                    LeftOut.MAIN,
                    "leaves out " + className + '#' + method.asPattern()
                            + ", inside which the whole program runs: no call inside it would be rejected; name it to"
                            + " guard it");
            return true;
        }
        if (initialiser.calls(method)) {
            findings.leftOut(
                    guard,
                    LeftOut.INITIALISER,
                    "leaves out what the initialiser of its class calls, such as " + className + '#'
                            + method.asPattern()
                            + ": rejected there, the class could never be used again; name a method to guard it");
            return true;
        }
        return false;
    }

    /** The methods of a class that its own initialiser calls, looked for when first asked. For one class, one thread. */
    static final class OfInitialiser {
        private final ClassReader reader;
        private final ClassOutline outline;
        private @Nullable Set<String> methods;

        OfInitialiser(ClassReader reader, ClassOutline outline) {
            this.reader = reader;
            this.outline = outline;
        }

        boolean calls(MethodOutline method) {
            Set<String> known = methods;
            if (known == null) {
                known = outline.hasInitialiser() ? InitialiserCalls.in(reader) : Set.of();
                methods = known;
            }
            return known.contains(method.name + method.descriptor);
        }
    }
}
