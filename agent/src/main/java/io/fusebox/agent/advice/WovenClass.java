package io.fusebox.agent.advice;

import io.fusebox.agent.classfile.MethodOutline;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Where a class file with advice is written: knows which method is at work if that fails, and finds what ASM does not, that
 * a method has more local variables than a class file can number. The JVM would not load the class.
 */
final class WovenClass extends ClassVisitor {
    private static final int MOST = 65_535;
    private static final String TOO_MANY_LOCALS =
            "it has too many local variables: no room is left for the guard; guard a method that calls it";

    private final List<Weaver.Place> places;
    private final Set<String> mocked;
    private @Nullable MethodOutline method;

    /** @param mocked the methods that Mockito has woven its mocks into, by name and descriptor */
    WovenClass(ClassWriter next, List<Weaver.Place> places, Set<String> mocked) {
        super(OpenedClassReader.ASM_API, next);
        this.places = places;
        this.mocked = mocked;
    }

    /** The guarded method that is being written; null while another method is written. */
    @Nullable
    MethodOutline method() {
        return method;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
        Weaver.Place place = Weaver.Place.find(places, name, descriptor);
        if (place == null) {
            // ASM copies a method byte for byte if nobody stands before its writer.
            return writer;
        }
        method = place.method();
        WovenMethod woven = new WovenMethod(writer, place.method());
        return mocked.isEmpty() || !mocked.contains(name + descriptor) ? woven : MockedMethods.guarded(woven, place);
    }

    private final class WovenMethod extends MethodVisitor {
        private final MethodOutline guarded;

        WovenMethod(MethodVisitor next, MethodOutline guarded) {
            super(OpenedClassReader.ASM_API, next);
            this.guarded = guarded;
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            if (maxLocals > MOST) {
                throw new Unweavable(guarded, TOO_MANY_LOCALS, null);
            }
            super.visitMaxs(maxStack, maxLocals);
        }

        @Override
        public void visitEnd() {
            super.visitEnd();
            method = null;
        }
    }
}
