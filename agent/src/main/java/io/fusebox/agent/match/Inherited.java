package io.fusebox.agent.match;

import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.classfile.MethodOutline;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a method that a class inherits. Finding it reads class files through the application's class loader, which
 * may run any code. So only Fusebox's own thread does it, never a thread that is loading a class.
 *
 * @param type the class that declares it, with dots
 * @param method what it declares
 * @param isGuarded whether the guard means that class too
 */
public record Inherited(String type, MethodOutline method, boolean isGuarded) {

    /** The declaration that the class of that name inherits and the guard means; null if there is none. */
    public static @Nullable Inherited find(
            Guard guard, Hierarchy hierarchy, @Nullable ClassLoader loader, String internalName) {
        ArrayDeque<String> next = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        next.add(internalName);
        while (!next.isEmpty()) {
            String name = next.remove();
            byte[] file = seen.add(name) ? ClassSource.read(loader, name) : null;
            if (file == null) {
                continue;
            }
            List<String> supertypes = new ClassFile(file).supertypes();
            MethodOutline method = guard.methodOf(ClassOutline.of(OpenedClassReader.of(file)));
            if (method != null) {
                boolean guarded = guard.matchesType(name)
                        || (guard.pattern.needsHierarchy()
                                && hierarchy.isMeant(guard, loader, supertypes) != Hierarchy.Answer.NO);
                return new Inherited(name.replace('/', '.'), method, guarded);
            }
            // The superclass comes before the interfaces, and all above it before them: as the JVM looks for methods.
            for (int i = 1; i < supertypes.size(); i++) {
                next.addLast(supertypes.get(i));
            }
            if (!supertypes.isEmpty()) {
                next.addFirst(supertypes.get(0));
            }
        }
        return null;
    }
}
