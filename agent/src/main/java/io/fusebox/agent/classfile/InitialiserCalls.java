package io.fusebox.agent.classfile;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of a class its static initialiser calls, directly or through others of the same class: its constructors,
 * for example. What it calls through other classes is not in its class file; a lambda that it only makes is not called.
 */
public final class InitialiserCalls extends ClassVisitor {
    private static final String INITIALISER = "<clinit>()V";

    private final String owner;

    /** The methods of the class that each of its methods calls, by name and descriptor. */
    private final Map<String, Set<String>> calls = new HashMap<>();

    private InitialiserCalls(String owner) {
        super(OpenedClassReader.ASM_API);
        this.owner = owner;
    }

    /** The methods, by name and descriptor. */
    public static Set<String> in(ClassReader reader) {
        InitialiserCalls own = new InitialiserCalls(reader.getClassName());
        reader.accept(own, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Set<String> found = new HashSet<>();
        ArrayDeque<String> next = new ArrayDeque<>();
        next.add(INITIALISER);
        while (!next.isEmpty()) {
            for (String called : own.calls.getOrDefault(next.remove(), Set.of())) {
                if (found.add(called)) {
                    next.add(called);
                }
            }
        }
        return found;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        Set<String> called = new HashSet<>();
        calls.put(name + descriptor, called);
        return new MethodVisitor(OpenedClassReader.ASM_API) {
            @Override
            public void visitMethodInsn(
                    int opcode, String type, String method, String itsDescriptor, boolean ofInterface) {
                if (type.equals(owner)) {
                    called.add(method + itsDescriptor);
                }
            }
        };
    }
}
