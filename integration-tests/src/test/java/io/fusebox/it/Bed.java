package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What a platform is tried out with: its jars, never on the class path of the tests, and programs that are compiled
 * against them when the test runs.
 */
final class Bed {

    private static final Path JARS = Path.of(System.getProperty("fusebox.test.beds"));
    private static final Path SOURCES = Path.of(System.getProperty("fusebox.test.platforms"));

    private Bed() {}

    /** The jars of the platform. */
    static List<Path> jars(String bed) {
        try (Stream<Path> jars = Files.list(JARS.resolve(bed))) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one jar whose name begins so. */
    static Path jar(String bed, String begin) {
        return jars(bed).stream()
                .filter(jar -> jar.getFileName().toString().startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    static String path(List<Path> entries) {
        return String.join(
                File.pathSeparator, entries.stream().map(Path::toString).toList());
    }

    /** Compiles folders of programs into a directory; returns it. */
    static Path compile(Path directory, List<Path> classPath, String... folders) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return compile(directory, classPath, "17", sources);
    }

    /** The same for virtual threads and other things newer than the oldest JDK. */
    static Path compile(Path directory, List<Path> classPath, String release, List<Path> sources) throws IOException {
        Files.createDirectories(directory);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--release", release, "-proc:none", "-nowarn", "-cp", path(classPath), "-d", directory.toString());
            boolean compiled = javac.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return directory;
    }

    static Path source(String folder) {
        return SOURCES.resolve(folder);
    }

    /** A jar of the files below a folder, with lines for its manifest. */
    static Path jar(Path jar, Path folder, String... manifest) throws IOException {
        try (FileSystem zip = create(jar)) {
            Path info = Files.createDirectories(zip.getPath("META-INF"));
            Files.writeString(
                    info.resolve("MANIFEST.MF"), "Manifest-Version: 1.0\n" + String.join("\n", manifest) + "\n");
            copy(folder, zip.getPath("/"));
        }
        return jar;
    }

    /** A new zip file system that stores files as they are, so that jars in it can be read in place. */
    static FileSystem create(Path jar) throws IOException {
        return FileSystems.newFileSystem(
                URI.create("jar:" + jar.toUri()), Map.of("create", "true", "noCompression", "true"));
    }

    /** Copies the files below a folder. */
    static void copy(Path folder, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
