import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the agent costs a program that loads ten thousand classes and guards no method of theirs.
 *
 * <p>{@code java ClassLoadingCost.java ../../agent/target/fusebox-agent.jar [rounds]}: makes the classes and an agent that
 * does nothing, then runs the program in turn with that agent, with one to which the JVM hands each class file (which is what
 * any agent that transforms classes costs), and with Fusebox and patterns of each sort, and prints the
 * median and the quickest time of each, as the program itself takes it: from its first class to its last.
 */
final class ClassLoadingCost {

    private static final int CLASSES = 10_000;

    private final Path directory = Files.createTempDirectory("class-loading");
    private final Path agent;
    private final Map<String, List<Double>> times = new LinkedHashMap<>();
    private final Map<String, String> arguments = new LinkedHashMap<>();

    private ClassLoadingCost(Path agent) throws IOException {
        this.agent = agent.toAbsolutePath();
    }

    public static void main(String[] arguments) throws Exception {
        ClassLoadingCost cost = new ClassLoadingCost(Path.of(arguments[0]));
        cost.makeProgram();
        cost.add("no agent", null);
        cost.arguments.put("empty agent", "-javaagent:" + cost.makeAgent("Empty", ""));
        cost.arguments.put(
                "empty agent with an empty transformer",
                "-javaagent:"
                        + cost.makeAgent(
                                "Handed", """
                                instrumentation.addTransformer(new java.lang.instrument.ClassFileTransformer() {
                                    @Override
                                    public byte[] transform(ClassLoader loader, String name, Class<?> redefined,
                                            java.security.ProtectionDomain domain, byte[] file) {
                                        return null;
                                    }
                                }, true);"""));
        cost.add("a method, @Guarded off", "breaker.a.methods = com.nowhere.Foo#bar\nagent.annotations = off");
        cost.add("a method, @Guarded looked for", "breaker.a.methods = com.nowhere.Foo#bar");
        cost.add("a package", "breaker.a.methods = com.nowhere.**#bar");
        cost.add("subtypes", "breaker.a.methods = com.nowhere.Foo+#bar");
        cost.add(
                "subtypes and an annotation",
                "breaker.a.methods = com.nowhere.Foo+#bar, **#@com.nowhere.Remote, @com.nowhere.Remote#*");
        cost.add("all methods of subtypes", "breaker.a.methods = com.nowhere.Foo+#*");
        cost.add("subtypes, a method name that all have", "breaker.a.methods = com.nowhere.Foo+#method1");
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        for (int round = 0; round < rounds; round++) {
            for (String name : cost.arguments.keySet()) {
                cost.run(name);
            }
        }
        cost.print();
    }

    private void add(String name, String configuration) throws IOException {
        if (configuration == null) {
            arguments.put(name, null);
            return;
        }
        Path file = directory.resolve(name.replaceAll("\\W", "-") + ".properties");
        Files.writeString(file, configuration + "\nagent.log = off\n");
        arguments.put(name, "-javaagent:" + agent + "=" + file);
    }

    private void run(String name) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (arguments.get(name) != null) {
            command.add(arguments.get(name));
        }
        command.addAll(List.of("-cp", directory.resolve("program.jar").toString(), "Loads"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(name + ": " + output);
        }
        times.computeIfAbsent(name, unused -> new ArrayList<>()).add(Double.parseDouble(output.strip()));
    }

    private void print() {
        double base = median(times.get("empty agent"));
        double bestBase = best(times.get("empty agent"));
        System.out.println("JDK " + Runtime.version() + ", " + CLASSES + " classes, ms");
        times.forEach((name, all) -> System.out.printf(
                "%-40s median %7.0f (%+5.1f %%)   quickest %7.0f (%+5.1f %%)%n",
                name,
                median(all),
                (median(all) / base - 1) * 100,
                best(all),
                (best(all) / bestBase - 1) * 100));
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static double best(List<Double> times) {
        return times.stream().min(Double::compare).orElseThrow();
    }

    /** Ten thousand classes with fields, strings, calls, supertypes and interfaces, in one jar. */
    private void makeProgram() throws IOException {
        List<Path> sources = new ArrayList<>();
        sources.add(write("Face", "public interface Face { int face(); }"));
        sources.add(write("Loads", """
                public class Loads {
                    public static void main(String[] arguments) throws Exception {
                        long begin = System.nanoTime();
                        for (int i = 0; i < %d; i++) {
                            Class.forName("com.acme.p" + i / 100 + ".Class" + i);
                        }
                        System.out.println((System.nanoTime() - begin) / 1e6);
                    }
                }
                """.formatted(CLASSES)));
        for (int i = 0; i < CLASSES; i++) {
            sources.add(write("com.acme.p" + i / 100 + ".Class" + i, source(i)));
        }
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString());
            if (!javac.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call()) {
                throw new IllegalStateException("not compiled");
            }
        }
        jar(directory.resolve("program.jar"), classes, "");
    }

    /** Every tenth class is the superclass of the nine that follow it; every third has an interface. */
    private static String source(int i) {
        StringBuilder text = new StringBuilder("package com.acme.p" + i / 100 + ";\npublic class Class" + i);
        text.append(i % 10 == 0 ? "" : " extends Class" + i / 10 * 10);
        text.append(i % 3 == 0 ? " implements Runnable, java.io.Serializable {\n public void run() {}\n" : " {\n");
        for (int m = 0; m < 12; m++) {
            text.append(" private String field" + m + "_" + i + " = \"text " + m + " of " + i + "\";\n");
            text.append(" public String method" + m + "(java.util.List<String> list, int number) {\n")
                    .append("  StringBuilder made = new StringBuilder(field" + m + "_" + i + ");\n")
                    .append("  for (String one : list) { made.append(one.trim()).append(number * " + m + "L); }\n")
                    .append("  return made.toString().replace('a', 'b') + java.time.Duration.ofMillis(number);\n }\n");
        }
        return text.append("}\n").toString();
    }

    private Path write(String className, String text) throws IOException {
        Path file = directory.resolve("sources").resolve(className.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path makeAgent(String name, String premain) throws IOException {
        Path source = write(name, """
                public class %s {
                    public static void premain(String arguments, java.lang.instrument.Instrumentation instrumentation) {
                        %s
                    }
                }
                """.formatted(name, premain));
        Path classes = Files.createDirectories(directory.resolve("agent-" + name));
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        return jar(
                directory.resolve(name + ".jar"),
                classes,
                "Premain-Class: " + name + "\nCan-Retransform-Classes: true\n");
    }

    private static Path jar(Path jar, Path classes, String manifest) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"));
                Stream<Path> files = Files.walk(classes)) {
            Files.createDirectories(zip.getPath("META-INF"));
            try (OutputStream out = Files.newOutputStream(zip.getPath("META-INF/MANIFEST.MF"))) {
                out.write(("Manifest-Version: 1.0\n" + manifest).getBytes(StandardCharsets.UTF_8));
            }
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = zip.getPath(classes.relativize(file).toString());
                if (copy.getParent() != null) {
                    Files.createDirectories(copy.getParent());
                }
                Files.copy(file, copy);
            }
        }
        return jar;
    }
}
