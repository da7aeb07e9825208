package io.fusebox.agent.weave;

import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.fit.SitePlanner;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.Hierarchy;
import io.fusebox.agent.match.OffLimitsClasses;
import io.fusebox.agent.match.ProxyMaker;
import io.fusebox.agent.match.plan.ActivePlan;
import io.fusebox.agent.match.plan.MatchResult;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class that the program loads, and weaves the classes that the plan matches: {@code GuardAdvice} goes into their
 * guarded methods.
 *
 * <p>For all other classes it compares names and may search the constant pool: it takes no lock, writes no log, loads no
 * class of the application, and does not touch Byte Buddy. A fault here is reported and leaves the class as it is; the JVM would swallow it (R15).
 */
final class Transformer implements ClassFileTransformer {
    private final CurrentPlan plan;
    private final Hierarchy hierarchy;
    private final ClassWeaver classes;
    private final LazyWeaver weaver;
    private final LateClasses late;
    private final Exclusions exclusions;
    private final SelfTest selfTest;
    private final WeaveDiagnostics diagnostics;

    Transformer(
            CurrentPlan plan,
            Hierarchy hierarchy,
            ClassWeaver classes,
            LazyWeaver weaver,
            LateClasses late,
            Exclusions exclusions,
            SelfTest selfTest,
            WeaveDiagnostics diagnostics) {
        this.plan = plan;
        this.hierarchy = hierarchy;
        this.classes = classes;
        this.weaver = weaver;
        this.late = late;
        this.exclusions = exclusions;
        this.selfTest = selfTest;
        this.diagnostics = diagnostics;
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
            if (OffLimitsClasses.isOurs(internalName)) {
                return internalName.equals(SelfTest.SUBJECT) ? selfTest.weave(classFile) : null;
            }
            ActivePlan now = plan.get();
            now.note(loader, internalName);
            byte[] compiled = null;
            if (redefined != null && loader != null && now.plan.needsAnnotations()) {
                // The class file that the JVM makes of a loaded class lacks annotations that are not for run time.
                compiled = ClassSource.read(loader, internalName);
            }
            MatchResult match = now.plan.look(loader, internalName, redefined, compiled == null ? classFile : compiled);
            return match == null ? null : weave(loader, internalName, classFile, compiled, match);
        } catch (Throwable fault) {
            diagnostics.failed(internalName.replace('/', '.'), fault);
            return null;
        }
    }

    private byte @Nullable [] weave(
            @Nullable ClassLoader loader,
            String internalName,
            byte[] classFile,
            byte @Nullable [] compiled,
            MatchResult match) {
        if (match.proxy) {
            diagnostics.proxied(match.guards, new ClassFile(classFile).supertypes());
            return null;
        }
        String className = internalName.replace('/', '.');
        exclusions.ofClass(match, internalName, classFile);
        exclusions.ofHeirs(match, internalName, classFile);
        String refusal = OffLimitsClasses.reason(loader, internalName);
        if (refusal != null) {
            diagnostics.refused(match.guards, className, new ClassFile(classFile).isConcrete(), refusal);
            return null;
        }
        lookAgain(loader, internalName, match);
        if (match.guards.isEmpty() && !match.annotated) {
            return null;
        }
        weaver.prepare();
        ClassReader reader = OpenedClassReader.of(classFile);
        ClassOutline outline = ClassOutline.of(reader);
        if (compiled != null) {
            outline.annotationsOf(ClassOutline.of(OpenedClassReader.of(compiled)));
        }
        ProxyMaker maker =
                outline.isInterface() ? ProxyMaker.ofInterface(classFile, internalName, loader, hierarchy) : null;
        if (maker != null) {
            diagnostics.proxied(match.guards, className, maker);
        }
        SitePlanner planner = new SitePlanner(hierarchy, loader, internalName, outline);
        try {
            return classes.weave(
                    new ClassWeaver.Subject(loader, className, classFile, reader, outline, planner), match);
        } finally {
            weaver.used();
        }
    }

    /** Notes what is still unknown, to check it once the class is loaded. */
    private void lookAgain(@Nullable ClassLoader loader, String internalName, MatchResult match) {
        for (Guard guard : match.inheriting) {
            diagnostics.tellOriginLater(guard, loader, internalName, null);
        }
        if (match.unclear) {
            late.add(loader, internalName.replace('/', '.'));
        }
    }
}
