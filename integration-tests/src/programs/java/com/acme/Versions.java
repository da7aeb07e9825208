package com.acme;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Runs the same classes from several folders, each in a loader of its own. */
public final class Versions {

    private Versions() {}

    public static void main(String[] folders) throws Exception {
        for (String folder : folders) {
            URL[] url = {Path.of(folder).toUri().toURL()};
            try (URLClassLoader loader = new URLClassLoader(url, ClassLoader.getPlatformClassLoader())) {
                System.out.println(Path.of(folder).getFileName());
                loader.loadClass("com.acme.vintage.Main")
                        .getMethod("main", String[].class)
                        .invoke(null, (Object) new String[0]);
            }
        }
        Console.ask("done");
    }
}
