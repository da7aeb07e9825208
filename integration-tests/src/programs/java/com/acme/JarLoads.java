package com.acme;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes classes from a jar, gives the jar up, and says how often the process has it open. */
public final class JarLoads {

    private JarLoads() {}

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]).toRealPath();
        String answer = "ready";
        while (true) {
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
                String asked = Console.ask(answer);
                Object leaf =
                        loader.loadClass("com.acme.twins.Leaf").getConstructor().newInstance();
                answer = (String) leaf.getClass().getMethod("call").invoke(leaf);
                if (asked.equals("wait")) {
                    Console.ask(answer);
                }
            }
            answer = "open " + count(jar);
        }
    }

    private static int count(Path file) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path one : all) {
                count += Files.isRegularFile(one) && one.toRealPath().equals(file) ? 1 : 0;
            }
        }
        return count;
    }
}
