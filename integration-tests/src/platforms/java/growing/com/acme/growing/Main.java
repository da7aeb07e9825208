package com.acme.growing;

import com.acme.host.Talk;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Loads classes whose methods name their breakers themselves. Every word of the test is a step: {@code add} and a path adds it to
 * the class path of the newest loader, {@code new} makes a loader, {@code call} and a class calls that class there, {@code app}
 * and a class calls it in the application's own loader.
 */
public final class Main {

    private static final class Growing extends URLClassLoader {
        Growing() {
            super(new URL[0], ClassLoader.getPlatformClassLoader());
        }

        void add(Path path) throws Exception {
            addURL(path.toUri().toURL());
        }
    }

    private static final List<Growing> LOADERS = new ArrayList<>(List.of(new Growing()));

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Talk.with(words -> {
            try {
                return step(words.split(" "));
            } catch (Exception e) {
                return e.toString();
            }
        });
    }

    private static String step(String[] words) throws Exception {
        Growing newest = LOADERS.get(LOADERS.size() - 1);
        switch (words[0]) {
            case "new":
                LOADERS.add(new Growing());
                return "made";
            case "add":
                newest.add(Path.of(words[1]));
                return "added";
            case "call":
                return call(newest, words[1]);
            default:
                return call(Main.class.getClassLoader(), words[1]);
        }
    }

    private static String call(ClassLoader loader, String name) throws Exception {
        Object made = Class.forName("com.acme.annotated." + name, true, loader)
                .getConstructor()
                .newInstance();
        return (String) ((Supplier<?>) made).get();
    }
}
