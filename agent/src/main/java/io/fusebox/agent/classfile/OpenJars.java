package io.fusebox.agent.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of the class files of many loaded classes in a row. A class knows the jar that it came from: so each jar is opened
 * once, and no class path is searched. For one thread.
 */
public final class OpenJars implements AutoCloseable {
    /** By the place that classes name; null if that is no jar. */
    private final Map<String, @Nullable JarFile> jars = new HashMap<>();

    /** Those that were opened here. The others belong to who has made URLs for jars within jars. */
    private final List<JarFile> own = new ArrayList<>();

    /** The beginning of the class file, to the end of its head at least; null if none is to be found. */
    public byte @Nullable [] read(Class<?> loaded, String internalName) {
        try (InputStream in = open(loaded, internalName + ".class")) {
            if (in != null) {
                return ClassSource.head(in);
            }
        } catch (IOException | RuntimeException | LinkageError notThere) {
            // The place that a loader gives its classes may be none, or anything; its own search is left.
        }
        return ClassSource.readHead(loaded.getClassLoader(), internalName);
    }

    private @Nullable InputStream open(Class<?> loaded, String resource) throws IOException {
        CodeSource source = loaded.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        JarFile jar = location == null ? null : jar(location.toString());
        if (jar == null) {
            return null;
        }
        JarEntry entry = jar.getJarEntry(resource);
        return entry == null ? null : jar.getInputStream(entry);
    }

    private @Nullable JarFile jar(String location) throws IOException {
        if (jars.containsKey(location)) {
            return jars.get(location);
        }
        jars.put(location, null);
        if (location.startsWith("jar:") && location.endsWith("!/")) {
            return open(location, location);
        }
        return location.startsWith("file:") && !location.endsWith("/")
                ? open(location, "jar:" + location + "!/")
                : null;
    }

    private @Nullable JarFile open(String location, String url) throws IOException {
        // A jar for several versions of Java shows what this JVM takes. Where jars are in jars it does so anyway, and
        // is open already.
        boolean isFile = url.startsWith("jar:file:") && url.indexOf("!/") == url.length() - 2;
        URLConnection connection = ClassSource.connect(new URL(isFile ? url + "#runtime" : url));
        if (!(connection instanceof JarURLConnection ofJar)) {
            return null;
        }
        JarFile jar = ofJar.getJarFile();
        jars.put(location, jar);
        if (!connection.getUseCaches()) {
            own.add(jar);
        }
        return jar;
    }

    @Override
    public void close() {
        for (JarFile jar : own) {
            try {
                jar.close();
            } catch (IOException | RuntimeException leftOpen) {
                // It was only read; there is nothing to lose, and nobody to tell.
            }
        }
    }
}
