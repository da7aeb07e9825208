package io.fusebox.agent.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of many class files in a row, as {@link ClassHeads} does: for a look at all loaded classes. It opens each jar once,
 * and notes for each package which jar had a class of it. The answer differs from the loader's own only if another jar holds a class of
 * that very name and stands earlier in the class path. For one thread.
 */
public final class OpenJars implements AutoCloseable {
    private final PerLoader<Map<String, Place>> places = new PerLoader<>();
    private final Map<String, JarFile> byUrl = new HashMap<>();

    /** The jars that were opened here. The others belong to who has made URLs for jars within jars. */
    private final List<JarFile> own = new ArrayList<>();

    /**
     * A jar that has a class of a package.
     *
     * @param prefix what stands before the names of classes in the jar; nearly always empty
     */
    private record Place(JarFile jar, String prefix) {}

    /** The beginning of the class file, to the end of its head at least; null if the loader shows none. */
    public byte @Nullable [] read(@Nullable ClassLoader loader, String internalName) {
        if (loader == null || internalName.startsWith("java/")) {
            return ClassSource.readHead(null, internalName);
        }
        try (InputStream in = open(loader, internalName)) {
            return in == null ? null : ClassSource.head(in);
        } catch (IOException | RuntimeException | LinkageError unreadable) {
            // It is the application's code that looks for it; a loader that is closed throws what it likes.
            return null;
        }
    }

    private @Nullable InputStream open(ClassLoader loader, String internalName) throws IOException {
        String resource = internalName + ".class";
        String ofPackage = internalName.substring(0, internalName.lastIndexOf('/') + 1);
        Map<String, Place> known = places.get(loader);
        if (known == null) {
            known = places.putIfAbsent(loader, new HashMap<>());
        }
        Place place = known.get(ofPackage);
        if (place != null) {
            JarEntry entry = place.jar.getJarEntry(place.prefix + resource);
            if (entry != null) {
                return place.jar.getInputStream(entry);
            }
        }
        URL url = ClassSource.find(loader, resource);
        if (url == null) {
            return loader.getResourceAsStream(resource);
        }
        URLConnection connection = ClassSource.connect(url);
        if (!(connection instanceof JarURLConnection jar)) {
            return connection.getInputStream();
        }
        String name = jar.getEntryName();
        JarFile file = file(jar);
        if (place == null && name.endsWith(resource)) {
            known.put(ofPackage, new Place(file, name.substring(0, name.length() - resource.length())));
        }
        JarEntry entry = file.getJarEntry(name);
        return entry == null ? null : file.getInputStream(entry);
    }

    private JarFile file(JarURLConnection connection) throws IOException {
        String url = connection.getJarFileURL().toString();
        JarFile file = byUrl.get(url);
        if (file == null) {
            file = connection.getJarFile();
            byUrl.put(url, file);
            if (!connection.getUseCaches()) {
                own.add(file);
            }
        }
        return file;
    }

    @Override
    public void close() {
        for (JarFile file : own) {
            try {
                file.close();
            } catch (IOException | RuntimeException leftOpen) {
                // It was only read; there is nothing to lose, and nobody to tell.
            }
        }
    }
}
