package io.fusebox.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a pattern means a class for its supertypes or its annotations, from class files alone: no class of the
 * application is loaded. Safe for use by any thread.
 *
 * <p>Supertypes are remembered by loader, as names; the loaders are held weakly.
 */
final class Hierarchy {
    private static final String[] NONE = {};

    private final Map<ClassLoader, ConcurrentHashMap<String, String[]>> known = new WeakHashMap<>();
    private final ConcurrentHashMap<String, String[]> ofBootstrap = new ConcurrentHashMap<>();

    boolean means(Guard guard, @Nullable ClassLoader loader, String internalName, byte[] classFile) {
        String annotation = guard.pattern.typeAnnotation();
        if (annotation != null && !guard.pattern.needsHierarchy()) {
            return mentions(classFile, annotation)
                    && ClassOutline.of(OpenedClassReader.of(classFile)).hasAnnotation(annotation);
        }
        ConcurrentHashMap<String, String[]> supertypes = of(loader);
        if (!supertypes.containsKey(internalName)) {
            supertypes.put(internalName, supertypes(OpenedClassReader.of(classFile)));
        }
        return isSubtype(guard, loader, internalName, classFile);
    }

    private boolean isSubtype(
            Guard guard, @Nullable ClassLoader loader, String internalName, byte @Nullable [] classFile) {
        String annotation = guard.pattern.typeAnnotation();
        if (annotation == null) {
            if (guard.pattern.matchesTypeName(internalName.replace('/', '.'))) {
                return true;
            }
        } else {
            byte[] bytes = classFile == null ? read(loader, internalName) : classFile;
            if (bytes != null
                    && mentions(bytes, annotation)
                    && ClassOutline.of(OpenedClassReader.of(bytes)).hasAnnotation(annotation)) {
                return true;
            }
        }
        for (String supertype : supertypes(loader, internalName)) {
            if (isSubtype(guard, loader, supertype, null)) {
                return true;
            }
        }
        return false;
    }

    /** The first of the types that a class of that name is or inherits; null if it is none. */
    @Nullable
    String firstOf(String[] types, @Nullable ClassLoader loader, String internalName) {
        for (String type : types) {
            if (type.equals(internalName)) {
                return type;
            }
        }
        for (String supertype : supertypes(loader, internalName)) {
            String found = firstOf(types, loader, supertype);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private String[] supertypes(@Nullable ClassLoader loader, String internalName) {
        if (internalName.equals("java/lang/Object")) {
            return NONE;
        }
        ConcurrentHashMap<String, String[]> all = of(loader);
        String[] supertypes = all.get(internalName);
        if (supertypes == null) {
            byte[] bytes = read(loader, internalName);
            supertypes = bytes == null ? NONE : supertypes(OpenedClassReader.of(bytes));
            all.put(internalName, supertypes);
        }
        return supertypes;
    }

    private static String[] supertypes(ClassReader reader) {
        String[] interfaces = reader.getInterfaces();
        String superclass = reader.getSuperName();
        if (superclass == null || (superclass.equals("java/lang/Object") && interfaces.length == 0)) {
            return NONE;
        }
        String[] all = new String[interfaces.length + 1];
        all[0] = superclass;
        System.arraycopy(interfaces, 0, all, 1, interfaces.length);
        return all;
    }

    private ConcurrentHashMap<String, String[]> of(@Nullable ClassLoader loader) {
        if (loader == null) {
            return ofBootstrap;
        }
        synchronized (known) {
            ConcurrentHashMap<String, String[]> own = known.get(loader);
            if (own == null) {
                own = new ConcurrentHashMap<>();
                known.put(loader, own);
            }
            return own;
        }
    }

    /** The class file; null if there is none. */
    static byte @Nullable [] read(@Nullable ClassLoader loader, String internalName) {
        String resource = internalName + ".class";
        try (InputStream in = loader == null
                ? ClassLoader.getSystemResourceAsStream(resource)
                : loader.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** Whether the name stands anywhere in the class file: nearly always the end of the question. */
    static boolean mentions(byte[] classFile, String className) {
        int length = className.length();
        byte first = (byte) className.charAt(0);
        for (int i = 0; i <= classFile.length - length; i++) {
            if (classFile[i] == first && matches(classFile, i, className)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] classFile, int at, String className) {
        for (int j = 1; j < className.length(); j++) {
            char c = className.charAt(j);
            if (classFile[at + j] != (byte) (c == '.' ? '/' : c)) {
                return false;
            }
        }
        return true;
    }
}
