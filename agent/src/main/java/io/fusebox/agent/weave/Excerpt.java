package io.fusebox.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;

/**
 * What Byte Buddy needs to know of a class to weave it: its name, its supertypes and the methods that get advice, as a class
 * file without code.
 *
 * <p>Nothing else, for Byte Buddy makes objects of all it is shown; and no generic signatures, for a type variable may be
 * declared by the class or method that encloses the class, and Byte Buddy would look for that one's class file, which is
 * not at hand.
 */
final class Excerpt {
    /** Where a class file has its version. */
    private static final int VERSION = 4;

    private Excerpt() {}

    static byte[] of(ClassReader source, List<Weaver.Place> places) {
        ClassWriter excerpt = new ClassWriter(0);
        excerpt.visit(
                source.readInt(VERSION),
                source.getAccess(),
                source.getClassName(),
                null,
                source.getSuperName(),
                source.getInterfaces());
        List<MethodOutline> written = new ArrayList<>(places.size());
        for (Weaver.Place place : places) {
            MethodOutline method = place.method();
            if (!written.contains(method)) {
                written.add(method);
                excerpt.visitMethod(method.access, method.name, method.descriptor, null, null)
                        .visitEnd();
            }
        }
        excerpt.visitEnd();
        return excerpt.toByteArray();
    }
}
