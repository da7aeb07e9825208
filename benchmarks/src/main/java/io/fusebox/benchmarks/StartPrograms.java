package io.fusebox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs whose start is measured: hello, 1,000 classes that are guarded, 10,000 that nothing means. */
final class StartPrograms {
    private static final String HELLO = """
            public class Hello {
                int call(int x) {
                    return x + 1;
                }

                public static void main(String[] arguments) {
                    System.out.println(new Hello().call(1));
                }
            }
            """;

    private static final String EMPTY = """
            public class Empty {
                public static void premain(String arguments, java.lang.instrument.Instrumentation instrumentation) {}
            }
            """;

    private static final String MANY = """
            public class %1$s {
                public static void main(String[] arguments) throws Exception {
                    int sum = 0;
                    for (int i = 0; i < %2$d; i++) {
                        sum += Class.forName("%1$s" + i).getDeclaredMethods().length;
                    }
                    System.out.println(sum);
                }
            }
            """;

    private final Path directory;

    StartPrograms(Path directory) {
        this.directory = directory;
    }

    void make() throws IOException, InterruptedException {
        List<String> classes = new ArrayList<>();
        classes.add(write("Hello", HELLO));
        classes.add(many("Guarded", 1000));
        classes.add(many("Free", 10_000));
        compile("classes", classes);
        compile("empty", List.of(write("Empty", EMPTY)));
        Files.writeString(directory.resolve("manifest"), "Premain-Class: Empty\nCan-Retransform-Classes: true\n");
        run(tool("jar"), "cfm", emptyAgent().toString(), "manifest", "-C", "empty", ".");
    }

    /** An agent that does nothing. */
    Path emptyAgent() {
        return directory.resolve("empty.jar");
    }

    /** A file with one breaker. */
    Path configuration(String name, String methods) throws IOException {
        return Files.writeString(directory.resolve(name + ".properties"), "breaker.one.methods = " + methods + "\n");
    }

    private String many(String name, int count) throws IOException {
        StringBuilder source = new StringBuilder(MANY.formatted(name, count));
        for (int i = 0; i < count; i++) {
            source.append("class ")
                    .append(name)
                    .append(i)
                    .append(" { int call(int x) { return x + ")
                    .append(i);
            source.append("; } }\n");
        }
        return write(name, source.toString());
    }

    private String write(String name, String source) throws IOException {
        return Files.writeString(directory.resolve(name + ".java"), source).toString();
    }

    private void compile(String folder, List<String> sources) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool("javac"), "-proc:none", "-d", folder));
        command.addAll(sources);
        run(command.toArray(new String[0]));
    }

    private void run(String... command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": exit " + exit);
        }
    }

    /** A program of the JDK that runs this. */
    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
