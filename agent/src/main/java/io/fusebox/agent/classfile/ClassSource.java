package io.fusebox.agent.classfile;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads class files that the JVM does not hand over: as resources of the class loader. */
public final class ClassSource {
    private ClassSource() {}

    /** The class file that the loader finds under that name; null if it shows none. */
    public static byte @Nullable [] read(@Nullable ClassLoader loader, String internalName) {
        String resource = internalName + ".class";
        try (InputStream in = loader == null
                ? ClassLoader.getPlatformClassLoader().getResourceAsStream(resource)
                : loader.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException | RuntimeException | LinkageError unreadable) {
            // It is the application's code that looks for it; a loader that is closed throws what it likes.
            return null;
        }
    }
}
