package io.fusebox.agent.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.RecordComponentVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * A class file without code and without generic signatures. A type variable may be declared by the class or method that
 * encloses the class, and Byte Buddy would look for that one's class file, which is not at hand.
 */
final class Erased extends ClassVisitor {
    private Erased(ClassVisitor next) {
        super(OpenedClassReader.ASM_API, next);
    }

    static byte[] of(ClassReader classFile) {
        ClassWriter writer = new ClassWriter(0);
        classFile.accept(new Erased(writer), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superclass,
            String @Nullable [] interfaces) {
        super.visit(version, access, name, null, superclass, interfaces);
    }

    @Override
    public @Nullable RecordComponentVisitor visitRecordComponent(
            String name, String descriptor, @Nullable String signature) {
        return super.visitRecordComponent(name, descriptor, null);
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        return super.visitField(access, name, descriptor, null, value);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return super.visitMethod(access, name, descriptor, null, exceptions);
    }
}
