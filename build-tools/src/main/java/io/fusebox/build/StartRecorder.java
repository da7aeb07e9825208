package io.fusebox.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recorded.Program;

/**
 * Runs a program with a packed agent and reads from the JVM's log which classes of Fusebox a start loads, in their order.
 *
 * <p>Only what the program's own thread loads before the program's first class counts. What other threads load depends on
 * chance, and a jar must not. Once in a while another thread is the first to load a class that the program's thread needs too;
 * therefore each start is run several times, and what the thread loads in any of them counts.
 */
final class StartRecorder {
    private static final int SECONDS = 60;
    private static final int RUNS = 3;

    /** {@code [4711] io.fusebox.agent.Agent source: …}, where the number is the thread's. */
    private static final Pattern LOADED = Pattern.compile("\\[(\\d+)\\s*] (\\S+) source: .*");

    private static final String FUSEBOX = "io.fusebox.";

    private final Path jar;
    private final Path folder;

    /**
     * @param jar the agent's jar
     * @param folder where configurations and logs are written
     */
    StartRecorder(Path jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /** Fusebox's classes that a start with this configuration loads, those of bridge and core among them. */
    Set<String> record(String name, String... configuration) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".properties"), String.join("\n", configuration) + "\n");
        List<Set<String>> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(run(name, folder.resolve(name + "-" + i + ".log")));
        }
        return together(runs);
    }

    /** All classes, in the order of the run that has the most; those that only others have come last. */
    static Set<String> together(List<Set<String>> runs) {
        Set<String> most = Collections.max(runs, Comparator.comparingInt(Set::size));
        Set<String> all = new LinkedHashSet<>(most);
        runs.forEach(all::addAll);
        return all;
    }

    private Set<String> run(String name, Path log) throws IOException {
        Files.deleteIfExists(log);
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log.getFileName() + ":tid:filecount=0",
                "-javaagent:" + jar + "=" + name + ".properties",
                "-cp",
                classPath(),
                Program.class.getName()));
        return classes(Files.readAllLines(log), Program.class.getName());
    }

    private void run(List<String> command) throws IOException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().keySet().removeIf(variable -> variable.startsWith("FUSEBOX_"));
        Process process = builder.start();
        try {
            boolean isDone = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!isDone || process.exitValue() != 0) {
                throw new IOException(
                        command + (isDone ? " failed: " : " did not end: ") + Files.readString(output, UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath() {
        try {
            return Path.of(Program.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From the lines of the JVM's log, Fusebox's classes that the thread of this program loaded before it. */
    static Set<String> classes(List<String> log, String program) {
        List<Matcher> loads = new ArrayList<>();
        for (String line : log) {
            Matcher load = LOADED.matcher(line);
            if (load.matches()) {
                loads.add(load);
                if (load.group(2).equals(program)) {
                    break;
                }
            }
        }
        Matcher last = loads.isEmpty() ? null : loads.get(loads.size() - 1);
        if (last == null || !last.group(2).equals(program)) {
            throw new IllegalStateException("the JVM's log does not tell that " + program + " was loaded");
        }
        Set<String> classes = new LinkedHashSet<>();
        for (Matcher load : loads) {
            String name = load.group(2);
            if (load.group(1).equals(last.group(1)) && name.startsWith(FUSEBOX)) {
                classes.add(name);
            }
        }
        return classes;
    }
}
