package io.fusebox.agent.weave;

import io.fusebox.agent.advice.Unweavable;
import io.fusebox.agent.advice.Weaver;
import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.fit.SitePlanner;
import io.fusebox.agent.match.ActivePlan;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.GuardPlan;
import io.fusebox.agent.match.Hierarchy;
import io.fusebox.agent.match.MatchResult;
import io.fusebox.agent.match.ProxyMaker;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class that the program loads and weaves those that the plan means.
 *
 * <p>For the others it is a look-up in a map: no lock, no log, no class of the application loaded, Byte Buddy untouched.
 * What fails here is reported and leaves the class as it is; the JVM would swallow it (R15).
 */
final class Transformer implements ClassFileTransformer {
    private final Weaving weaving;
    private final Hierarchy hierarchy = new Hierarchy();
    private volatile ActivePlan inForce = ActivePlan.first();

    Transformer(Weaving weaving) {
        this.weaving = weaving;
    }

    Hierarchy hierarchy() {
        return hierarchy;
    }

    ActivePlan inForce() {
        return inForce;
    }

    void inForce(ActivePlan next) {
        inForce = next;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String internalName,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (internalName == null) {
            return null;
        }
        try {
            if (isOurs(internalName)) {
                return internalName.equals(SelfTest.SUBJECT)
                        ? weaving.selfTest().weave(classFile)
                        : null;
            }
            ActivePlan holds = inForce;
            holds.note(loader, internalName);
            GuardPlan now = holds.plan;
            byte[] compiled = null;
            if (redefined != null && loader != null && now.needsAnnotations()) {
                // The class file that the JVM makes of a loaded class lacks annotations that are not for run time.
                compiled = ClassSource.read(loader, internalName);
            }
            MatchResult look =
                    now.look(loader, internalName, redefined, compiled == null ? classFile : compiled, hierarchy);
            if (look == null) {
                return null;
            }
            if (look.proxy) {
                weaving.findings().proxied(look.guards, new ClassFile(classFile).supertypes());
                return null;
            }
            return weave(loader, internalName, classFile, compiled, look);
        } catch (Throwable fault) {
            weaving.findings().failed(internalName.replace('/', '.'), fault);
            return null;
        }
    }

    /** What Fusebox consists of; guarding it would be guarding the guard. */
    static boolean isOurs(String internalName) {
        return internalName.startsWith("io/fusebox/") || internalName.equals("java/lang/FuseboxBridge");
    }

    private byte @Nullable [] weave(
            @Nullable ClassLoader loader,
            String internalName,
            byte[] classFile,
            byte @Nullable [] compiled,
            MatchResult look) {
        String className = internalName.replace('/', '.');
        weaving.exclusions().ofClass(look, internalName, classFile);
        weaving.exclusions().ofHeirs(look, internalName, classFile);
        String refusal = OffLimitsClasses.reason(loader, internalName);
        if (refusal != null) {
            weaving.findings().refused(look.guards, className, new ClassFile(classFile).isConcrete(), refusal);
            return null;
        }
        weaving.later(loader, internalName, look);
        if (look.guards.isEmpty() && !look.annotated) {
            return null;
        }
        weaving.isAboutToWeave();
        ClassReader reader = OpenedClassReader.of(classFile);
        ClassOutline outline = ClassOutline.of(reader);
        if (compiled != null) {
            outline.annotationsOf(ClassOutline.of(OpenedClassReader.of(compiled)));
        }
        List<Weaver.Place> places = new ArrayList<>();
        List<String> breakers = new ArrayList<>();
        SitePlanner fitting = new SitePlanner(hierarchy, loader, internalName, outline);
        Exclusions.OfInitialiser initialiser = new Exclusions.OfInitialiser(reader, outline);
        if (outline.isInterface()) {
            ProxyMaker maker = ProxyMaker.ofInterface(classFile, internalName, loader, hierarchy);
            if (maker != null) {
                weaving.findings().proxied(look.guards, className, maker);
            }
        }
        for (Guard guard : look.guards) {
            addPlaces(guard, loader, className, outline, initialiser, fitting, places, breakers);
        }
        if (look.annotated) {
            addAnnotated(className, outline, fitting, places, breakers);
        }
        if (places.isEmpty()) {
            return null;
        }
        byte[] woven = weaveWhatFits(classFile, reader, className, look.guards, places, breakers);
        for (int i = 0; i < places.size(); i++) {
            weaving.findings().guarded(breakers.get(i), className, places.get(i).method());
        }
        return woven;
    }

    /** Leaves out the methods that cannot be woven, so that they take no other with them; null if no other is left. */
    private byte @Nullable [] weaveWhatFits(
            byte[] classFile,
            ClassReader reader,
            String className,
            List<Guard> guards,
            List<Weaver.Place> places,
            List<String> breakers) {
        while (!places.isEmpty()) {
            try {
                return weaving.weaver().weave(classFile, reader, className, places);
            } catch (Unweavable fault) {
                leaveOut(fault, className, guards, places, breakers);
            }
        }
        return null;
    }

    /** What cannot be woven for no method in particular cannot be woven at all. */
    private void leaveOut(
            Unweavable fault, String className, List<Guard> guards, List<Weaver.Place> places, List<String> breakers) {
        for (int i = places.size() - 1; i >= 0; i--) {
            MethodOutline method = places.get(i).method();
            if (fault.method == null || fault.method == method) {
                tellLeftOut(guards, breakers.get(i), className, method, fault.reason);
                places.remove(i);
                breakers.remove(i);
            }
        }
    }

    private void tellLeftOut(
            List<Guard> guards, String breaker, String className, MethodOutline method, String reason) {
        for (Guard guard : guards) {
            if (guard.breaker.equals(breaker) && guard.means(method)) {
                weaving.findings().obstacle(guard, className, method, reason);
            }
        }
        if (breaker.equals(method.breaker)) {
            weaving.findings().obstacle(breaker, className, method, reason);
        }
    }

    private void addPlaces(
            Guard guard,
            @Nullable ClassLoader loader,
            String className,
            ClassOutline outline,
            Exclusions.OfInitialiser initialiser,
            SitePlanner fitting,
            List<Weaver.Place> places,
            List<String> breakers) {
        String annotation = guard.pattern.typeAnnotation();
        if (annotation != null && !outline.hasAnnotation(annotation)) {
            return;
        }
        guard.typeSeen = true;
        boolean found = false;
        for (MethodOutline method : outline.methods) {
            if (method.isSynthetic() || !guard.means(method)) {
                continue;
            }
            found = true;
            if (method.isAbstract()) {
                if (guard.type != null && !guard.pattern.needsHierarchy() && guard.proxied() == null) {
                    weaving.findings()
                            .obstacle(
                                    guard,
                                    className,
                                    method,
                                    "it is abstract; write " + guard.asSubtypes()
                                            + " for the classes that implement it");
                }
                continue;
            }
            String obstacle = method.obstacle();
            if (obstacle != null) {
                // What a wildcard meets in passing is not what was asked for.
                if (guard.pattern.exactMethodName() != null || guard.pattern.methodAnnotation() != null) {
                    weaving.findings().obstacle(guard, className, method, obstacle);
                }
                continue;
            }
            if (weaving.exclusions().hasMethod(guard, className, method, initialiser)) {
                continue;
            }
            guard.matched = true;
            if (!isPlaced(guard.breaker, method, places, breakers)) {
                Weaver.Place place = weaving.place(guard.breaker, guard, className, method, fitting);
                if (place != null) {
                    places.add(place);
                    breakers.add(guard.breaker);
                }
            }
        }
        // A subtype may declare what it only inherits.
        boolean others = guard.pattern.needsHierarchy() && outline.isAbstract();
        if (!found && !others && guard.proxied() == null && className.equals(guard.pattern.exactTypeName())) {
            weaving.noSuchMethod(guard, loader, className, outline);
        }
    }

    /** The methods that name their breaker themselves. */
    private void addAnnotated(
            String className,
            ClassOutline outline,
            SitePlanner fitting,
            List<Weaver.Place> places,
            List<String> breakers) {
        for (MethodOutline method : outline.methods) {
            String breaker = method.breaker;
            if (breaker == null || method.isSynthetic()) {
                continue;
            }
            String obstacle = method.isAbstract()
                    ? "it is abstract, and an annotation is not inherited; put it on the methods that implement this one"
                    : method.obstacle();
            if (obstacle == null) {
                obstacle = weaving.knowBreaker(breaker);
            }
            if (obstacle != null) {
                weaving.findings().obstacle(breaker, className, method, obstacle);
            } else if (!isPlaced(breaker, method, places, breakers)) {
                Weaver.Place place = weaving.place(breaker, null, className, method, fitting);
                if (place != null) {
                    places.add(place);
                    breakers.add(breaker);
                }
            }
        }
    }

    /** Two patterns of one breaker may mean the same method. */
    private static boolean isPlaced(
            String breaker, MethodOutline method, List<Weaver.Place> places, List<String> breakers) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).method() == method && breakers.get(i).equals(breaker)) {
                return true;
            }
        }
        return false;
    }
}
