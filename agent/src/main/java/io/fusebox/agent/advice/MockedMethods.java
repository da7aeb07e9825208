package io.fusebox.agent.advice;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Which methods of a class Mockito has woven its mocks into. */
final class MockedMethods extends ClassVisitor {
    /** What Mockito's code in a class calls. */
    static final String DISPATCHER = "org/mockito/internal/creation/bytebuddy/inject/MockMethodDispatcher";

    private final Set<String> methods = new HashSet<>();

    private MockedMethods() {
        super(OpenedClassReader.ASM_API);
    }

    /** The methods, by name and descriptor. */
    static Set<String> in(ClassReader reader) {
        MockedMethods found = new MockedMethods();
        reader.accept(found, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found.methods;
    }

    /** See {@link MockedMethod}. */
    static MethodVisitor guarded(MethodVisitor writer, Weaver.Place place) {
        return new MockedMethod(writer, place.method(), place.advice().mayAnswer());
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new MethodVisitor(OpenedClassReader.ASM_API) {
            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String method, String itsDescriptor, boolean ofInterface) {
                if (owner.equals(DISPATCHER)) {
                    methods.add(name + descriptor);
                }
            }
        };
    }
}
