package com.acme;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Deploys an application with its libraries again and again, each time in a new class loader, and takes it away. */
public final class Redeploys {

    private Redeploys() {}

    public static void main(String[] arguments) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            loaders.add(deploy());
        }
        int collected = 0;
        for (int i = 0; i < 100 && collected < loaders.size(); i++) {
            System.gc();
            Thread.sleep(50);
            collected = 0;
            for (WeakReference<ClassLoader> loader : loaders) {
                collected += loader.get() == null ? 1 : 0;
            }
        }
        Console.ask("collected " + collected);
    }

    private static WeakReference<ClassLoader> deploy() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(element).toUri().toURL());
        }
        URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Callable<?> application = (Callable<?>)
                loader.loadClass("com.acme.Redeployed").getDeclaredConstructor().newInstance();
        System.out.println(application.call());
        loader.close();
        return new WeakReference<>(loader);
    }
}
