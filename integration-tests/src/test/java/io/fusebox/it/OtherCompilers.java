package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The compilers of Kotlin and Groovy, each in a JVM of its own. */
final class OtherCompilers {

    private static final Path SOURCES =
            Path.of(System.getProperty("fusebox.test.platforms")).getParent();

    private OtherCompilers() {}

    /** Compiles {@code src/platforms/kotlin} into a directory; returns it. */
    static Path kotlin(Path directory, List<Path> classPath) throws Exception {
        List<Path> compiler = new ArrayList<>(Bed.jars("kotlin-compiler"));
        compiler.addAll(List.of(Programs.libraries()));
        return compile(
                directory,
                "kotlin",
                Bed.path(compiler),
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-no-reflect",
                "-nowarn",
                "-cp",
                Bed.path(classPath));
    }

    /** Compiles {@code src/platforms/groovy} into a directory; returns it. */
    static Path groovy(Path directory, List<Path> classPath) throws Exception {
        List<Path> compiler = new ArrayList<>(Bed.jars("groovy"));
        compiler.addAll(classPath);
        return compile(directory, "groovy", Bed.path(compiler), "org.codehaus.groovy.tools.FileSystemCompiler");
    }

    private static Path compile(Path directory, String language, String compiler, String... command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-cp", compiler));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of("-d", directory.toString()));
        arguments.addAll(sources(language));
        Jdk jdk = Jdks.all().findFirst().orElseThrow();
        try (ForkedJvm jvm = ForkedJvm.on(jdk).launch(arguments.toArray(String[]::new))) {
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
        return directory;
    }

    private static List<String> sources(String language) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(language))) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
