package com.acme;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Two folders of one class path hold a class of the same name. */
public final class Twins {

    private Twins() {}

    public static void main(String[] folders) throws Exception {
        URL[] urls = {
            Path.of(folders[0]).toUri().toURL(), Path.of(folders[1]).toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(urls)) {
            String answer = call(loader, "com.acme.twins.Other");
            while (Console.ask(answer).equals("call")) {
                answer = call(loader, "com.acme.twins.Leaf");
            }
        }
    }

    private static String call(ClassLoader loader, String type) throws Exception {
        Object one = loader.loadClass(type).getConstructor().newInstance();
        return (String) one.getClass().getMethod("call").invoke(one);
    }
}
