package io.fusebox.benchmarks.shop;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The program of {@link LoadCost}: loads the classes of all jars of a folder, initialises none, and prints what that took. Then
 * come the classes of the shop, as they do in an application: they are below those of the libraries.
 */
final class LoadedJars {
    private static final int MOST = 15_000;

    private LoadedJars() {}

    /**
     * Loads the classes.
     *
     * @param arguments the folder with an unpacked jar of Spring Boot
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0], "BOOT-INF");
        List<URL> urls = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
            for (Path jar : jars.sorted().toList()) {
                urls.add(jar.toUri().toURL());
                addClasses(jar, names);
            }
        }
        // One in so many of all jars, not all of the first ones.
        int step = (names.size() + MOST - 1) / MOST;
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < names.size(); i += step) {
            chosen.add(names.get(i));
        }
        urls.add(folder.resolve("classes").toUri().toURL());
        addClasses(folder.resolve("classes"), chosen);
        URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        long begin = System.nanoTime();
        int loaded = load(chosen, loader);
        double wall = (System.nanoTime() - begin) / 1e9;
        double cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
        double firstCompiler = cpuOf("C1 CompilerThre");
        double secondCompiler = cpuOf("C2 CompilerThre");
        System.out.println(loaded + " of " + chosen.size() + " classes");
        System.out.println(cpu + " " + wall + " " + firstCompiler + " " + secondCompiler);
        loader.close();
    }

    private static void addClasses(Path from, List<String> names) throws IOException {
        List<String> found = new ArrayList<>();
        if (Files.isDirectory(from)) {
            try (Stream<Path> files = Files.walk(from)) {
                files.forEach(file -> found.add(from.relativize(file).toString()));
            }
        } else {
            try (JarFile jar = new JarFile(from.toFile())) {
                Collections.list(jar.entries()).forEach(entry -> found.add(entry.getName()));
            }
        }
        Collections.sort(found);
        for (String file : found) {
            if (file.endsWith(".class") && !file.startsWith("META-INF") && !file.endsWith("-info.class")) {
                names.add(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
            }
        }
    }

    private static int load(List<String> names, ClassLoader loader) {
        int loaded = 0;
        for (String name : names) {
            try {
                Class.forName(name, false, loader);
                loaded++;
            } catch (ClassNotFoundException | LinkageError absent) {
                // It is below a class of a library that the shop does not have.
            }
        }
        return loaded;
    }

    /** Seconds of the threads with that name, which Linux cuts at fifteen characters. */
    private static double cpuOf(String thread) throws IOException {
        long ticks = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                String stat = Files.readString(task.resolve("stat"));
                if (stat.contains("(" + thread + ")")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                }
            }
        }
        return ticks / 100.0;
    }
}
