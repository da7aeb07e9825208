package io.fusebox.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes that the bootstrap loader gets, as the build sees them: their order, and their shape. Loads them, but runs
 * nothing of them.
 */
final class CoreClasses {

    /** Class files of one loader, by the internal names of the classes. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classFiles;

        Loader(Map<String, byte[]> classFiles) {
            super(ClassLoader.getPlatformClassLoader());
            this.classFiles = classFiles;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classFiles.get(name.replace('.', '/'));
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private final Loader loader;

    /** For these class files, by internal names. */
    CoreClasses(Map<String, byte[]> classFiles) {
        this.loader = new Loader(classFiles);
    }

    /**
     * These classes and all their supertypes, supertypes first: a class can be defined only when they are, since the loader
     * cannot call back for them.
     */
    Set<String> supertypesFirst(Collection<String> classes) throws ClassNotFoundException {
        Set<String> order = new LinkedHashSet<>();
        for (String name : new TreeSet<>(classes)) {
            addWithSupertypes(load(name), order);
        }
        return order;
    }

    private void addWithSupertypes(@Nullable Class<?> type, Set<String> order) {
        if (type != null && type.getClassLoader() == loader) {
            addWithSupertypes(type.getSuperclass(), order);
            for (Class<?> parent : type.getInterfaces()) {
                addWithSupertypes(parent, order);
            }
            order.add(type.getName().replace('.', '/'));
        }
    }

    /**
     * What these classes offer, as one word: the public types and members, and each byte of the bridge. An agent of another
     * version may work with them if this is equal to what it brings itself.
     */
    String shape(byte[] bridge, Collection<String> classes) throws ReflectiveOperationException {
        List<String> members = new ArrayList<>();
        for (String name : classes) {
            addMembers(load(name), members);
        }
        members.sort(null);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bridge);
            digest.update(String.join("\n", members).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addMembers(Class<?> type, List<String> members) {
        if (Modifier.isPublic(type.getModifiers())) {
            members.add(type.toGenericString());
            members.add(type + " extends " + type.getSuperclass() + " " + List.of(type.getInterfaces()));
            Stream.of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                    .flatMap(Arrays::<Member>stream)
                    .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                    .forEach(member -> members.add(member.toString()));
        }
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name.replace('/', '.'), false, loader);
    }
}
