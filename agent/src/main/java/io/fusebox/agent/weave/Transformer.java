package io.fusebox.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class that the program loads and weaves those that the plan means.
 *
 * <p>For the others it is a look-up in a map: no lock, no log, no class of the application loaded, Byte Buddy untouched.
 * What fails here is reported and leaves the class as it is; the JVM would swallow it (R15).
 */
final class Transformer implements ClassFileTransformer {
    private static final String TOO_LARGE =
            "it is too large: no room is left for the guard; guard a method that calls it";

    private final Weaving weaving;
    private final Hierarchy hierarchy = new Hierarchy();
    private volatile GuardPlan plan;

    Transformer(Weaving weaving, GuardPlan plan) {
        this.weaving = weaving;
        this.plan = plan;
    }

    GuardPlan plan() {
        return plan;
    }

    void plan(GuardPlan next) {
        plan = next;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String internalName,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (internalName == null || isOurs(internalName)) {
            return null;
        }
        try {
            GuardPlan now = plan;
            List<Guard> guards = now.byName(internalName);
            if (now.deep().length > 0) {
                guards = withDeep(now, guards, loader, internalName, classFile);
            }
            return guards == null ? null : weave(loader, internalName, classFile, guards);
        } catch (Throwable fault) {
            weaving.failed(internalName.replace('/', '.'), fault);
            return null;
        }
    }

    /** What Fusebox consists of; guarding it would be guarding the guard. */
    private static boolean isOurs(String internalName) {
        return internalName.startsWith("io/fusebox/") || internalName.equals("java/lang/FuseboxBridge");
    }

    private @Nullable List<Guard> withDeep(
            GuardPlan now,
            @Nullable List<Guard> byName,
            @Nullable ClassLoader loader,
            String internalName,
            byte[] classFile) {
        List<Guard> guards = byName;
        for (Guard guard : now.deep()) {
            if (hierarchy.means(guard, loader, internalName, classFile)) {
                guards = guards == null ? new ArrayList<>() : guards;
                guards.add(guard);
            }
        }
        return guards;
    }

    private byte @Nullable [] weave(
            @Nullable ClassLoader loader, String internalName, byte[] classFile, List<Guard> guards) {
        String className = internalName.replace('/', '.');
        String refusal = Refusals.reason(loader, internalName);
        if (refusal != null) {
            weaving.refused(guards, className, refusal);
            return null;
        }
        ClassReader reader = OpenedClassReader.of(classFile);
        ClassOutline outline = ClassOutline.of(reader);
        List<Weaver.Place> places = new ArrayList<>();
        List<String> breakers = new ArrayList<>();
        Fitting fitting = new Fitting(hierarchy, loader, internalName, outline);
        for (Guard guard : guards) {
            addPlaces(guard, className, outline, fitting, places, breakers);
        }
        if (places.isEmpty()) {
            return null;
        }
        byte[] woven = weaveWhatFits(classFile, reader, className, guards, places, breakers);
        for (int i = 0; i < places.size(); i++) {
            weaving.guarded(breakers.get(i), className + '#' + places.get(i).method());
        }
        return woven;
    }

    /** Leaves out methods that advice would make larger than a class file can hold them; null if nothing else is left. */
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
            } catch (MethodTooLargeException e) {
                if (!leaveOut(e, className, guards, places, breakers)) {
                    throw e;
                }
            }
        }
        return null;
    }

    private boolean leaveOut(
            MethodTooLargeException tooLarge,
            String className,
            List<Guard> guards,
            List<Weaver.Place> places,
            List<String> breakers) {
        boolean found = false;
        for (int i = places.size() - 1; i >= 0; i--) {
            MethodOutline method = places.get(i).method();
            if (method.name.equals(tooLarge.getMethodName()) && method.descriptor.equals(tooLarge.getDescriptor())) {
                for (Guard guard : guards) {
                    if (guard.breaker.equals(breakers.get(i)) && guard.means(method)) {
                        weaving.obstacle(guard, className, method, TOO_LARGE);
                    }
                }
                places.remove(i);
                breakers.remove(i);
                found = true;
            }
        }
        return found;
    }

    private void addPlaces(
            Guard guard,
            String className,
            ClassOutline outline,
            Fitting fitting,
            List<Weaver.Place> places,
            List<String> breakers) {
        guard.typeSeen = true;
        boolean found = false;
        for (MethodOutline method : outline.methods) {
            if (method.isSynthetic() || !guard.means(method)) {
                continue;
            }
            found = true;
            if (method.isAbstract()) {
                continue;
            }
            String obstacle = method.obstacle();
            if (obstacle != null) {
                weaving.obstacle(guard, className, method, obstacle);
                continue;
            }
            guard.matched = true;
            if (!isPlaced(guard.breaker, method, places, breakers)) {
                Weaver.Place place = weaving.place(guard, className, method, fitting);
                if (place != null) {
                    places.add(place);
                    breakers.add(guard.breaker);
                }
            }
        }
        if (!found && guard.pattern.exactTypeName() != null && !guard.pattern.needsHierarchy()) {
            weaving.noSuchMethod(guard, className, outline);
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
