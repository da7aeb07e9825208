package io.fusebox.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs of users, and the libraries that they use: for forked JVMs only. */
final class Programs {

    static final Path CLASSES = Path.of(System.getProperty("fusebox.test.programs"));

    /** Class files of version 52. */
    static final Path CLASSES_OF_JAVA_8 = Path.of(System.getProperty("fusebox.test.programs8"));

    private static final Path LIBRARIES = Path.of(System.getProperty("fusebox.test.libraries"));

    private Programs() {}

    /** A JVM with the programs on its class path. */
    static ForkedJvm.Builder on(Jdk jdk, Path directory) {
        return ForkedJvm.on(jdk).in(directory).onClassPath(CLASSES);
    }

    /** The same with {@code fusebox.properties} in the directory, and the agent. */
    static ForkedJvm.Builder guarded(Jdk jdk, Path directory, String... configuration) throws IOException {
        Files.writeString(directory.resolve("fusebox.properties"), String.join("\n", configuration) + "\n");
        return on(jdk, directory).withAgent("fusebox.properties");
    }

    /** The jars of the libraries. */
    static Path[] libraries() {
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            return jars.sorted().toArray(Path[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
