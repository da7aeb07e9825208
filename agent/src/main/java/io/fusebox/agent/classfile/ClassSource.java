package io.fusebox.agent.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads class files that the JVM does not hand over: as resources of the class loader. */
public final class ClassSource {
    private static final int FIRST_READ = 2048;

    private ClassSource() {}

    /** The class file that the loader finds under that name; null if it shows none. */
    public static byte @Nullable [] read(@Nullable ClassLoader loader, String internalName) {
        return read(loader, internalName, false);
    }

    /** The same, but perhaps only its beginning: what a {@link ClassFile} needs. */
    public static byte @Nullable [] readHead(@Nullable ClassLoader loader, String internalName) {
        return read(loader, internalName, true);
    }

    private static byte @Nullable [] read(@Nullable ClassLoader loader, String internalName, boolean head) {
        try (InputStream in = open(loader, internalName + ".class")) {
            if (in == null) {
                return null;
            }
            return head ? head(in) : in.readAllBytes();
        } catch (IOException | RuntimeException | LinkageError unreadable) {
            // It is the application's code that looks for it; a loader that is closed throws what it likes.
            return null;
        }
    }

    private static @Nullable InputStream open(@Nullable ClassLoader loader, String resource) throws IOException {
        if (loader == null) {
            return ClassLoader.getPlatformClassLoader().getResourceAsStream(resource);
        }
        if (loader instanceof URLClassLoader own) {
            URL url = own.findResource(resource);
            if (url != null) {
                return url.openStream();
            }
        }
        return loader.getResourceAsStream(resource);
    }

    /** Half of a class file is code, which need not be unpacked to know what stands before it. */
    static byte[] head(InputStream in) throws IOException {
        byte[] bytes = new byte[FIRST_READ];
        int length = 0;
        while (true) {
            int read = in.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return bytes;
            }
            length += read;
            if (length == bytes.length) {
                if (ClassFile.isHead(bytes)) {
                    return bytes;
                }
                bytes = Arrays.copyOf(bytes, length * 2);
            }
        }
    }
}
