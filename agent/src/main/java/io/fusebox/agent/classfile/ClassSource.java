package io.fusebox.agent.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
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
        URL url = find(loader, resource);
        return url == null ? loader.getResourceAsStream(resource) : connect(url).getInputStream();
    }

    /**
     * Where the loader has that resource; null if it has none, or is to be asked for its content. A loader with URLs is asked before
     * its parents.
     */
    static @Nullable URL find(ClassLoader loader, String resource) {
        URL url = loader instanceof URLClassLoader own ? own.findResource(resource) : null;
        if (url == null && loader != ClassLoader.getSystemClassLoader()) {
            url = loader.getResource(resource);
            // What other loaders make up, they read best themselves.
            return url != null && url.getProtocol().equals("jar") ? url : null;
        }
        return url;
    }

    /**
     * A connection to what stands at the URL. The JVM keeps each jar open that it opens for a URL, and so the program's loader could no
     * longer give up its jars: hence without that cache. A jar within a jar is left to who has made URLs for it: opening it takes
     * milliseconds.
     */
    static URLConnection connect(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar
                && jar.getJarFileURL().getProtocol().equals("file")) {
            connection.setUseCaches(false);
        }
        return connection;
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
