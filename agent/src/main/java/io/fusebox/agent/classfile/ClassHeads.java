package io.fusebox.agent.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of class files that the JVM has not handed over yet: what a {@link ClassFile} needs.
 *
 * <p>A {@link URLClassLoader} asks its jars one after the other, and a jar in a jar takes tens of microseconds to say no. So this
 * notes for each package which jar had a class of it, and asks that jar first. The answer differs from the loader's own only if
 * another jar holds a class of that very name and stands earlier in the class path.
 *
 * <p>Safe for use by any thread.
 */
public final class ClassHeads {
    /** For each package of a loader, the index of the URL that has it. A URL itself could lead back to the loader. */
    private final PerLoader<NameTable> places = new PerLoader<>();

    /** The beginning of the class file, to the end of its head at least; null if the loader shows none. */
    public byte @Nullable [] read(@Nullable ClassLoader loader, String internalName) {
        if (internalName.startsWith("java/")) {
            // No other loader may define such a class.
            return ClassSource.readHead(null, internalName);
        }
        if (!(loader instanceof URLClassLoader own)) {
            return ClassSource.readHead(loader, internalName);
        }
        try (InputStream in = open(own, internalName)) {
            return in == null ? null : ClassSource.head(in);
        } catch (IOException | RuntimeException | LinkageError unreadable) {
            // It is the application's code that looks for it; a loader that is closed throws what it likes.
            return null;
        }
    }

    private @Nullable InputStream open(URLClassLoader loader, String internalName) throws IOException {
        String resource = internalName + ".class";
        NameTable known = places.get(loader);
        if (known == null) {
            known = places.putIfAbsent(loader, new NameTable());
        }
        long ofPackage = NameTable.hash(internalName.substring(0, internalName.lastIndexOf('/') + 1));
        int place = known.get(ofPackage);
        if (place != NameTable.ABSENT) {
            try {
                return ClassSource.connect(new URL(loader.getURLs()[place], resource))
                        .getInputStream();
            } catch (IOException notThere) {
                // The package is in several jars.
            }
        }
        URL url = ClassSource.find(loader, resource);
        if (url == null) {
            return loader.getResourceAsStream(resource);
        }
        if (place == NameTable.ABSENT) {
            note(known, ofPackage, loader.getURLs(), url, resource);
        }
        return ClassSource.connect(url).getInputStream();
    }

    private static void note(NameTable known, long ofPackage, URL[] urls, URL found, String resource) {
        String text = found.toString();
        int length = text.length() - resource.length();
        for (int i = 0; i < urls.length && i <= Short.MAX_VALUE; i++) {
            String url = urls[i].toString();
            if (url.length() == length && text.startsWith(url)) {
                known.put(ofPackage, i);
                return;
            }
        }
    }
}
